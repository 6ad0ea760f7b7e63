using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Audit;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Language;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Rooms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>The overview, the page of each room, and the events that keep them up to date.</summary>
internal static class RoomPages
{
    /// <summary>Adds <c>/rooms</c>, <c>/rooms/{site}/{room}</c> and the events of both pages.</summary>
    public static void MapRoomPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/rooms").Require(Role.Teacher);
        pages.MapGet("", Rooms);
        pages.MapGet("/live", RoomsEvents);
        pages.MapGet("/{site}/{room}", Room);
        pages.MapGet("/{site}/{room}/live", RoomEvents);
    }

    private static async Task<IResult> Rooms(
        HttpContext context, RoomBoard board, BrokerLink broker, AuditLog audit, CancellationToken cancellation)
    {
        var page = PageContext.Of(context);
        await audit.LookedAsync(page.Viewer.Name, AuditAction.SawRooms, string.Empty, cancellation);
        var (cards, version) = await board.CardsAsync(Texts.Current, page.Viewer.MaySee);
        return Page.Of<RoomsPage>(
            (nameof(RoomsPage.Context), page),
            (nameof(RoomsPage.Cards), cards),
            (nameof(RoomsPage.Version), version),
            (nameof(RoomsPage.BrokerProblem), Words.Notice(broker)));
    }

    private static ServerSentEventsResult<string> RoomsEvents(HttpContext context, RoomBoard board, long since, CancellationToken left) =>
        TypedResults.ServerSentEvents(
            board.Follow(Texts.Current, Viewer.Of(context).MaySee, CardEvents.Since(context, since), left));

    private static async Task<IResult> Room(
        HttpContext context, RoomParts parts, AuditLog audit, string site, string room, CancellationToken cancellation)
    {
        var page = PageContext.Of(context);
        var address = new RoomAddress(site, room);
        if (!page.Viewer.MaySee(address) || await parts.ReadAsync(address, cancellation) is not { } values)
        {
            return Page.NotFound(page, L("No device of this room has been heard of."));
        }

        await audit.LookedAsync(page.Viewer.Name, AuditAction.SawRoom, address.ToString(), cancellation);
        return Page.Of<RoomPage>([(nameof(RoomPage.Context), page), .. values.Select(value => (value.Key, value.Value))]);
    }

    private static IResult RoomEvents(
        HttpContext context, RoomParts parts, LiveEvents events, string site, string room, CancellationToken left)
    {
        var address = new RoomAddress(site, room);
        var language = Texts.Current;
        return Viewer.Of(context).MaySee(address) && parts.IsKnown(address)
            ? TypedResults.ServerSentEvents(events.Follow(() => parts.RenderAsync(address, language), left))
            : TypedResults.NotFound();
    }
}
