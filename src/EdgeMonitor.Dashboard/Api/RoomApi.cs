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

    private static async Task<IResult> Windows(
        RoomBook book,
        TimeProvider time,
        string site,
        string room,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken cancellation)
    {
        var end = to ?? time.GetUtcNow() + WindowRules.ClockTolerance;

        var address = new RoomAddress(site, room);
        return book.Find(address) is null
            ? TypedResults.Problem($"No device of room {address} has been heard of.", statusCode: StatusCodes.Status404NotFound)
            : TypedResults.Json(
                (await book.LineAsync(address, from ?? end - TimeSpan.FromDays(1), end, cancellation)).Select(RoomWindow.Of),
                ApiJson.Default.IEnumerableRoomWindow);
    }

    // 200 also without a broker: restarting the dashboard would not bring it back.
    private static async Task<JsonHttpResult<DashboardHealth>> Health(
        BrokerLink broker, LiveRooms rooms, HistoryReader history, MessageIntake intake, CancellationToken cancellation)
    {
        var health = new DashboardHealth(
            broker.IsListening ? "ok" : "degraded",
            broker.State.ToString().ToLowerInvariant(),
            broker.LastProblem,
            rooms.Devices,
            await history.CountAsync(cancellation),
            broker.Overflow,
            intake.Counts);
        return TypedResults.Json(health, ApiJson.Default.DashboardHealth);
    }
}
