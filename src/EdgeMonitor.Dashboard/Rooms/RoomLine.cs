using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Rooms;

/// <summary>
/// One line of windows for a room that may have several devices. At any time the device with the best view speaks for the
/// room: one with numbers before one without, then the one that sees most people. Numbers of several devices are never
/// added or averaged: views overlap, so people would count twice, and a page shall show no number that no device published.
/// </summary>
public static class RoomLine
{
    /// <summary>The windows that speak for the room, in the order of time.</summary>
    public static IReadOnlyList<DeviceWindow> Of(IEnumerable<DeviceWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return
        [
            .. windows
                .GroupBy(Slot)
                .SelectMany(OfTheSpokesman)
                .OrderBy(one => one.Window.WindowStart)
                .ThenBy(one => one.Window.Sequence),
        ];
    }

    /// <summary>Of windows of about the same time, the one that speaks for the room; null when there is none.</summary>
    public static DeviceWindow? Spokesman(IEnumerable<DeviceWindow> windows) => windows
        .OrderBy(one => Rank(one.Window.Status))
        .ThenByDescending(one => one.Window.People)
        .ThenBy(one => one.Device, StringComparer.Ordinal)
        .FirstOrDefault();

    private static IEnumerable<DeviceWindow> OfTheSpokesman(IEnumerable<DeviceWindow> windows)
    {
        var spokesman = Spokesman(windows);
        return windows.Where(one => string.Equals(one.Device, spokesman?.Device, StringComparison.Ordinal));
    }

    // Devices need not cut their windows at the same second: those with their middle in the same stretch belong together.
    private static long Slot(DeviceWindow one)
    {
        var length = one.Window.WindowEnd - one.Window.WindowStart;
        return (one.Window.WindowStart + (length / 2)).UtcTicks / length.Ticks;
    }

    private static int Rank(WindowStatus status) => status switch
    {
        WindowStatus.Ok => 0,
        WindowStatus.Suppressed => 1,
        WindowStatus.LowLight => 2,
        WindowStatus.Closed => 3,
        _ => 4,
    };
}
