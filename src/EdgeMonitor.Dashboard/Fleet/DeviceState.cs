using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Fleet;

/// <summary>What facility staff need to know of a device at one moment.</summary>
/// <param name="Address">The device.</param>
/// <param name="Device">What is known of it.</param>
/// <param name="Alerts">Why it needs somebody, the worst first; empty when it does not.</param>
public sealed record DeviceState(DeviceAddress Address, DeviceSnapshot Device, IReadOnlyList<DeviceAlert> Alerts)
{
    private static readonly TimeSpan OldFrame = TimeSpan.FromSeconds(30);

    /// <summary>Judges a device of <paramref name="room"/> at <paramref name="now"/>.</summary>
    public static DeviceState Of(RoomAddress room, DeviceSnapshot device, DateTimeOffset now, FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        var address = new DeviceAddress(room.Site, room.Room, device.Device);
        if (device.Availability == Availability.Offline)
        {
            // What it last said of itself is not true any more.
            return new DeviceState(address, device, [DeviceAlert.Offline]);
        }

        var isSilent = device.LastSeen is { } seen && now - seen > TimeSpan.FromSeconds(options.SilentSeconds);
        return new DeviceState(address, device, isSilent ? [DeviceAlert.Silent] : [.. AlertsOf(device.Health, options)]);
    }

    private static IEnumerable<DeviceAlert> AlertsOf(DeviceHealth? health, FleetOptions options)
    {
        if (health is null)
        {
            yield break;
        }

        if (IsBlind(health.Camera))
        {
            yield return DeviceAlert.Blind;
        }

        if (health.TemperatureCelsius >= options.HotCelsius)
        {
            yield return DeviceAlert.Hot;
        }

        if (health.OutboxDepth >= options.FullMessages || health.OutboxDropped > 0)
        {
            yield return DeviceAlert.Full;
        }

        if (health.ClockSynced is false)
        {
            yield return DeviceAlert.Clock;
        }

        if (health.Problems is { Count: > 0 })
        {
            yield return DeviceAlert.Problem;
        }
    }

    // Closed on purpose is no fault.
    private static bool IsBlind(CameraHealth camera) =>
        camera.State is CameraState.Stalled or CameraState.Frozen or CameraState.Failed or CameraState.Ended
        || (camera.State == CameraState.Running && camera.FrameAgeSeconds > OldFrame.TotalSeconds);
}
