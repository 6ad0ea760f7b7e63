using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.History;

/// <summary>Where a room is: the first two ids of its devices' <see cref="DeviceAddress"/>.</summary>
/// <param name="Site">The school or building.</param>
/// <param name="Room">The room.</param>
public sealed record RoomAddress(string Site, string Room)
{
    /// <summary>The room that the device at <paramref name="device"/> stands in.</summary>
    public static RoomAddress Of(DeviceAddress device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new RoomAddress(device.Site, device.Room);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Site}/{Room}";
}
