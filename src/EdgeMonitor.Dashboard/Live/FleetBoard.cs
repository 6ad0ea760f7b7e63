using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Pages;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>The cards of all devices.</summary>
public sealed class FleetBoard : CardBoard
{
    /// <summary>Makes the board.</summary>
    public FleetBoard(FleetBook fleet, LiveHtml html, LiveRooms rooms, TimeProvider time, IHostApplicationLifetime lifetime)
        : base(() => Sources(fleet), html.RenderAsync<FleetCard>, rooms, time, lifetime)
    {
    }

    private static IReadOnlyList<CardSource> Sources(FleetBook fleet) =>
    [
        .. fleet.All().Select(one => new CardSource(
            one.State.Address.ToString(),
            RoomAddress.Of(one.State.Address),
            (one.Version, string.Join(',', one.State.Alerts)),
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(FleetCard.Device)] = one.State })),
    ];
}
