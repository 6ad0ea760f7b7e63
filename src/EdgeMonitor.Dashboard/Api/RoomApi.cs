using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>The read-only JSON answers about rooms.</summary>
internal static class RoomApi
{
    private static readonly TimeSpan LongestWindows = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestHours = TimeSpan.FromDays(400);

    /// <summary>Adds <c>/api/rooms</c>, and of each room <c>/windows</c> and <c>/hours</c> with <c>?from&amp;to</c>.</summary>
    public static void MapRoomApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/rooms").Require(Role.Teacher).WithTags("Rooms");
        api.MapGet("", All)
            .WithSummary("The rooms that the account may see, as they stand now.");
        api.MapGet("/{site}/{room}/windows", Windows)
            .WithSummary("The windows of a room that overlap the time; the last day when none is given, seven days at most.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/{site}/{room}/hours", Hours)
            .WithSummary("Hourly means of a room; the last 28 days when no time is given, 400 days at most.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<IEnumerable<RoomSummary>> All(HttpContext context, RoomBook book)
    {
        var viewer = Viewer.Of(context);
        return TypedResults.Ok(book.All().Where(room => viewer.MaySee(room.Address)).Select(RoomSummary.Of));
    }

    private static async Task<Results<Ok<IEnumerable<RoomWindow>>, ProblemHttpResult>> Windows(
        HttpContext context,
        RoomQueries queries,
        RoomBook book,
        string site,
        string room,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken cancellation)
    {
        var (query, problem) = await queries.ReadAsync(
            Viewer.Of(context), new RoomAddress(site, room), from, to, TimeSpan.FromDays(1), LongestWindows, cancellation);
        return query is null ? problem! : TypedResults.Ok(
            (await book.LineAsync(query.Room, query.From, query.To, cancellation)).Select(RoomWindow.Of));
    }

    private static async Task<Results<Ok<IEnumerable<RoomHour>>, ProblemHttpResult>> Hours(
        HttpContext context,
        RoomQueries queries,
        HistoryReader history,
        string site,
        string room,
        DateTimeOffset? from,
        DateTimeOffset? to,
        CancellationToken cancellation)
    {
        var (query, problem) = await queries.ReadAsync(
            Viewer.Of(context), new RoomAddress(site, room), from, to, TimeSpan.FromDays(28), LongestHours, cancellation);
        return query is null ? problem! : TypedResults.Ok(
            RoomHour.Of(await history.HoursAsync(query.Room, query.From, query.To, cancellation)));
    }
}
