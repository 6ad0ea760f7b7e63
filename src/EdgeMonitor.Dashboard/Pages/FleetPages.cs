using EdgeMonitor.Dashboard.Accounts;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Language;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>The devices, for those who look after them.</summary>
internal static class FleetPages
{
    /// <summary>Adds <c>/fleet</c> and its events.</summary>
    public static void MapFleetPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/fleet").Require(Role.Facility);
        pages.MapGet("", Fleet);
        pages.MapGet("/live", (HttpContext context, FleetBoard board, long since, CancellationToken left) =>
            TypedResults.ServerSentEvents(board.Follow(Texts.Current, _ => true, CardEvents.Since(context, since), left)));
    }

    private static async Task<IResult> Fleet(HttpContext context, FleetBoard board, BrokerLink broker, MessageIntake intake)
    {
        var (cards, version) = await board.CardsAsync(Texts.Current, _ => true);
        return Page.Of<FleetPage>(
            (nameof(FleetPage.Context), PageContext.Of(context)),
            (nameof(FleetPage.Cards), cards),
            (nameof(FleetPage.Version), version),
            (nameof(FleetPage.Counts), intake.Counts),
            (nameof(FleetPage.Refusals), intake.NewestRefusals),
            (nameof(FleetPage.Overflow), broker.Overflow),
            (nameof(FleetPage.BrokerProblem), Words.Notice(broker)));
    }
}
