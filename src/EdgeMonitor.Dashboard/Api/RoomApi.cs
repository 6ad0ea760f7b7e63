using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>The read-only JSON answers.</summary>
internal static class RoomApi
{
    /// <summary>Adds <c>/api/rooms</c>, <c>/api/rooms/{site}/{room}/windows?from&amp;to</c> and <c>/healthz</c>.</summary>
    public static void MapRoomApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/rooms", (RoomBook book) =>
            TypedResults.Json(book.All().Select(RoomSummary.Of), ApiJson.Default.IEnumerableRoomSummary));
        routes.MapGet("/api/rooms/{site}/{room}/windows", Windows);
        routes.MapGet("/healthz", Health);
    }

    private static IResult Windows(RoomBook book, string site, string room, DateTimeOffset? from, DateTimeOffset? to)
    {
        var address = new RoomAddress(site, room);
        return book.Find(address) is null
            ? TypedResults.Problem($"No device of room {address} has been heard of.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Json(book.Line(address, from, to).Select(RoomWindow.Of), ApiJson.Default.IEnumerableRoomWindow);
    }

    // 200 also without a broker: restarting the dashboard would not bring it back.
    private static JsonHttpResult<DashboardHealth> Health(BrokerLink broker, RoomHistory history, MessageIntake intake)
    {
        var (devices, windows) = history.Size;
        var health = new DashboardHealth(
            broker.IsListening ? "ok" : "degraded",
            broker.State.ToString().ToLowerInvariant(),
            broker.LastProblem,
            devices,
            windows,
            broker.Overflow,
            intake.Counts);
        return TypedResults.Json(health, ApiJson.Default.DashboardHealth);
    }
}
