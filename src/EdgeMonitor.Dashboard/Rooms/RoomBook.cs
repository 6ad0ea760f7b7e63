using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Rooms;

/// <summary>Reads rooms as they stand now, and what is kept of them.</summary>
public sealed class RoomBook
{
    // A lesson's quarter in the table; the chart has the rest.
    private const int RecentWindows = 20;

    private readonly LiveRooms _rooms;
    private readonly HistoryReader _history;
    private readonly TimeProvider _time;

    /// <summary>Makes a reader of the live rooms and of the history.</summary>
    public RoomBook(LiveRooms rooms, HistoryReader history, TimeProvider time)
    {
        _rooms = rooms;
        _history = history;
        _time = time;
    }

    /// <summary>Every room, in the order of site and room.</summary>
    public IReadOnlyList<RoomState> All()
    {
        var now = _time.GetUtcNow();
        return [.. _rooms.Rooms().Select(room => RoomState.Of(room, now))];
    }

    /// <summary>One room; null when nothing is known of it.</summary>
    public RoomState? Find(RoomAddress address) =>
        _rooms.Find(address) is { } room ? RoomState.Of(room, _time.GetUtcNow()) : null;

    /// <summary>The windows that speak for a room and overlap <paramref name="from"/> to <paramref name="to"/>.</summary>
    public async Task<IReadOnlyList<DeviceWindow>> LineAsync(
        RoomAddress address, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        RoomLine.Of(await _history.WindowsAsync(address, from, to, cancellation));

    /// <summary>The newest windows that speak for a room, in the order of time.</summary>
    public IReadOnlyList<DeviceWindow> Recent(RoomAddress address) => [.. Newest(address).TakeLast(RecentWindows)];

    /// <summary>The windows of about the last hour that speak for a room, in the order of time.</summary>
    public IReadOnlyList<DeviceWindow> Newest(RoomAddress address) => RoomLine.Of(_rooms.Newest(address));
}
