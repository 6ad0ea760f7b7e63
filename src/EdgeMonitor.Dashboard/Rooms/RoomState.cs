using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Rooms;

/// <summary>What a page or an API answer says of a room at one moment.</summary>
public sealed record RoomState
{
    /// <summary>A room without a window for this many window lengths is stale.</summary>
    public const int StaleAfterWindows = 3;

    /// <summary>The room.</summary>
    public required RoomAddress Address { get; init; }

    /// <summary>Its devices, in the order of their ids.</summary>
    public required IReadOnlyList<DeviceSnapshot> Devices { get; init; }

    /// <summary>What can be said of it.</summary>
    public required RoomCondition Condition { get; init; }

    /// <summary>The window that speaks for the room now; null when none is recent enough.</summary>
    public RoomAggregate? Current { get; init; }

    /// <summary>The newest window of any age; null before the first.</summary>
    public RoomAggregate? Last { get; init; }

    /// <summary>Another number after every change of the room.</summary>
    public long Version { get; init; }

    /// <summary>Why the camera shows nothing, in the device's words; null where it gave none or it does not matter.</summary>
    public string? CameraReason { get; init; }

    /// <summary>Whether a device tells of whole lessons only, so that windows without figures are no wonder.</summary>
    public bool IsReleased => Devices.Any(device => device.ReleasesLessons);

    /// <summary>The rule of attention in use; null before the first window.</summary>
    public AttentionMode? Mode => (Current ?? Last)?.Mode;

    /// <summary>Says what is known of <paramref name="room"/> at <paramref name="now"/>.</summary>
    public static RoomState Of(RoomSnapshot room, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        var current = RoomLine.Spokesman(room.Devices
            .Where(device => device.Availability != Availability.Offline && device.Latest is { } window && !IsStale(window, now))
            .Select(device => new DeviceWindow(device.Device, device.Latest!)));
        var last = room.Devices.Select(device => device.Latest).MaxBy(window => window?.WindowEnd);
        return new RoomState
        {
            Address = room.Address,
            Devices = room.Devices,
            Version = room.Version,
            Condition = current is not null ? ConditionOf(current.Window.Status)
                : room.Devices.All(device => device.Availability == Availability.Offline) ? RoomCondition.Offline
                : last is null ? RoomCondition.Waiting
                : RoomCondition.Stale,
            Current = current?.Window,
            Last = last,
            CameraReason = room.Devices
                .FirstOrDefault(device => string.Equals(device.Device, current?.Device, StringComparison.Ordinal))
                ?.Health?.Camera.Reason,
        };
    }

    /// <summary>Whether <paramref name="window"/> is so old at <paramref name="now"/> that a newer one is overdue.</summary>
    public static bool IsStale(RoomAggregate window, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(window);
        return now - window.WindowEnd > StaleAfterWindows * (window.WindowEnd - window.WindowStart);
    }

    private static RoomCondition ConditionOf(WindowStatus status) => status switch
    {
        WindowStatus.Ok => RoomCondition.Ok,
        WindowStatus.Suppressed => RoomCondition.Suppressed,
        WindowStatus.Closed => RoomCondition.Closed,
        WindowStatus.LowLight => RoomCondition.LowLight,
        _ => RoomCondition.NoSignal,
    };
}
