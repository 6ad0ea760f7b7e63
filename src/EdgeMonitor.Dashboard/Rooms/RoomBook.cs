using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Rooms;

/// <summary>Reads rooms out of the history as they stand now.</summary>
public sealed class RoomBook
{
    // A lesson's quarter in the table; the chart has the rest.
    private const int RecentWindows = 20;

    private readonly RoomHistory _history;
    private readonly TimeProvider _time;

    /// <summary>Makes a reader of <paramref name="history"/>.</summary>
    public RoomBook(RoomHistory history, TimeProvider time)
    {
        _history = history;
        _time = time;
    }

    /// <summary>Every room, in the order of site and room.</summary>
    public IReadOnlyList<RoomState> All()
    {
        var now = _time.GetUtcNow();
        return [.. _history.Rooms().Select(room => RoomState.Of(room, now))];
    }

    /// <summary>One room; null when nothing is known of it.</summary>
    public RoomState? Find(RoomAddress address) =>
        _history.Find(address) is { } room ? RoomState.Of(room, _time.GetUtcNow()) : null;

    /// <summary>The windows that speak for a room and overlap <paramref name="from"/> to <paramref name="to"/>.</summary>
    public IReadOnlyList<DeviceWindow> Line(RoomAddress address, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        RoomLine.Of(_history.Windows(address, from ?? DateTimeOffset.MinValue, to ?? DateTimeOffset.MaxValue));

    /// <summary>The newest windows that speak for a room, in the order of time.</summary>
    public IReadOnlyList<DeviceWindow> Recent(RoomAddress address) => [.. Line(address).TakeLast(RecentWindows)];
}
