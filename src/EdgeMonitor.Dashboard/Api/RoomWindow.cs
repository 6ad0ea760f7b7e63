using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>
/// A window in the answer of <c>/api/rooms/{site}/{room}/windows</c>. Numbers about people are there with status <c>ok</c> only.
/// </summary>
/// <param name="Device">The device that published it.</param>
/// <param name="Start">Start, UTC, inclusive.</param>
/// <param name="End">End, UTC, exclusive.</param>
/// <param name="Mode">The rule of attention.</param>
/// <param name="Status">Whether there are numbers and, if not, why.</param>
/// <param name="People">People present.</param>
/// <param name="VisibleShare">Faces seen of people present, 0..1.</param>
/// <param name="AttentiveShare">Attentive people of people present, 0..1.</param>
/// <param name="Expressions">Share per emotion.</param>
public sealed record RoomWindow(
    string Device,
    DateTimeOffset Start,
    DateTimeOffset End,
    AttentionMode Mode,
    WindowStatus Status,
    int? People,
    double? VisibleShare,
    double? AttentiveShare,
    ExpressionShares? Expressions)
{
    /// <summary>Takes over what <paramref name="one"/> says of the room.</summary>
    public static RoomWindow Of(DeviceWindow one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var (device, window) = one;
        return new RoomWindow(
            device,
            window.WindowStart,
            window.WindowEnd,
            window.Mode,
            window.Status,
            window.People,
            window.VisibleShare,
            window.AttentiveShare,
            window.Expressions);
    }
}
