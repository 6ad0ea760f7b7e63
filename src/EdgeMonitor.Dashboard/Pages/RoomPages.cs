using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>The pages and the events that keep them up to date.</summary>
internal static class RoomPages
{
    /// <summary>Adds <c>/</c>, <c>/rooms</c>, <c>/rooms/{site}/{room}</c> and the events of both pages.</summary>
    public static void MapRoomPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Home);
        routes.MapGet("/rooms", Rooms);
        routes.MapGet("/rooms/live", RoomsEvents);
        routes.MapGet("/rooms/{site}/{room}", Room);
        routes.MapGet("/rooms/{site}/{room}/live", RoomEvents);
        routes.MapFallback(() => NotFound("There is no such page."));
    }

    // A school with one room wants that room, not a list of one.
    private static RedirectHttpResult Home(RoomBook book) =>
        TypedResults.Redirect(book.All() is [var only] ? $"/rooms/{only.Address}" : "/rooms");

    private static RazorComponentResult<RoomsPage> Rooms(RoomBook book, BrokerLink broker) => new(Overview(book, broker));

    private static ServerSentEventsResult<string> RoomsEvents(
        RoomBook book, BrokerLink broker, LiveHtml html, LiveEvents events, CancellationToken left) =>
        TypedResults.ServerSentEvents(events.Follow(() => html.RenderAsync<RoomsLive>(Overview(book, broker)), left));

    private static IResult Room(RoomBook book, BrokerLink broker, string site, string room) =>
        book.Find(new RoomAddress(site, room)) is { } state
            ? new RazorComponentResult<RoomPage>(Parameters(book, broker, state))
            : NotFound("No device of this room has been heard of.");

    private static IResult RoomEvents(
        RoomBook book, BrokerLink broker, LiveHtml html, LiveEvents events, string site, string room, CancellationToken left)
    {
        var address = new RoomAddress(site, room);
        return book.Find(address) is null
            ? TypedResults.NotFound()
            : TypedResults.ServerSentEvents(events.Follow(Render, left));

        // A room that was once there stays, so it is found again.
        Task<string> Render() => html.RenderAsync<RoomLive>(Parameters(book, broker, book.Find(address)!));
    }

    private static RazorComponentResult<NotFoundPage> NotFound(string message) =>
        new(new { Message = message }) { StatusCode = StatusCodes.Status404NotFound };

    private static Dictionary<string, object?> Overview(RoomBook book, BrokerLink broker) => new(StringComparer.Ordinal)
    {
        [nameof(RoomsLive.Rooms)] = book.All(),
        [nameof(RoomsLive.BrokerProblem)] = Words.Notice(broker),
    };

    private static Dictionary<string, object?> Parameters(RoomBook book, BrokerLink broker, RoomState room) =>
        new(StringComparer.Ordinal)
        {
            [nameof(RoomLive.Room)] = room,
            [nameof(RoomLive.Windows)] = book.Recent(room.Address),
            [nameof(RoomLive.BrokerProblem)] = Words.Notice(broker),
        };
}
