using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>
/// An hour in the answer of <c>/api/rooms/{site}/{room}/hours</c>: means over the time that has figures, absent where none has.
/// </summary>
/// <param name="Device">The device with most figures in the hour.</param>
/// <param name="Start">Start, UTC, inclusive.</param>
/// <param name="End">End, UTC, exclusive.</param>
/// <param name="Mode">The rule of attention.</param>
/// <param name="Covered">Share of the hour with figures, 0..1.</param>
/// <param name="People">People present.</param>
/// <param name="VisibleShare">Faces seen of people present, 0..1.</param>
/// <param name="AttentiveShare">Attentive people of people present, 0..1.</param>
/// <param name="Lowest">The lowest attentive share of a window.</param>
/// <param name="Highest">The highest attentive share of a window.</param>
public sealed record RoomHour(
    string Device,
    DateTimeOffset Start,
    DateTimeOffset End,
    AttentionMode Mode,
    double Covered,
    double? People,
    double? VisibleShare,
    double? AttentiveShare,
    double? Lowest,
    double? Highest)
{
    private const int Decimals = 3;

    /// <summary>One line of hours for a room that may have several devices, as <see cref="Rooms.RoomLine"/> does for windows.</summary>
    public static IEnumerable<RoomHour> Of(IEnumerable<DeviceHour> hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return hours
            .GroupBy(hour => hour.Start)
            .OrderBy(group => group.Key)
            .Select(group => Of(group.MaxBy(hour => hour.WithFigures)!));
    }

    private static RoomHour Of(DeviceHour hour) => new(
        hour.Device,
        hour.Start,
        hour.Start.AddHours(1),
        hour.Mode,
        Math.Round(Math.Min(1, hour.WithFigures.TotalHours), Decimals),
        Round(hour.People),
        Round(hour.VisibleShare),
        Round(hour.AttentiveShare),
        hour.Lowest,
        hour.Highest);

    private static double? Round(double? value) => value is { } known ? Math.Round(known, Decimals) : null;
}
