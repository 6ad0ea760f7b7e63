using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>A room in the answer of <c>/api/rooms</c>.</summary>
/// <param name="Site">The school or building.</param>
/// <param name="Room">The room.</param>
/// <param name="Condition">What can be said of it now.</param>
/// <param name="Mode">The rule of attention; absent before the first window.</param>
/// <param name="WindowEnd">End of the newest window, UTC; absent before the first.</param>
/// <param name="People">People present; only with condition <c>ok</c>.</param>
/// <param name="AttentiveShare">Attentive people of people present, 0..1; only with condition <c>ok</c>.</param>
public sealed record RoomSummary(
    string Site,
    string Room,
    RoomCondition Condition,
    AttentionMode? Mode,
    DateTimeOffset? WindowEnd,
    int? People,
    double? AttentiveShare)
{
    /// <summary>Sums up <paramref name="room"/>.</summary>
    public static RoomSummary Of(RoomState room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return new RoomSummary(
            room.Address.Site,
            room.Address.Room,
            room.Condition,
            room.Mode,
            room.Last?.WindowEnd,
            room.Current?.People,
            room.Current?.AttentiveShare);
    }
}
