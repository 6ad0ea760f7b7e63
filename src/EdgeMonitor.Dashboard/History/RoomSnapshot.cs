namespace EdgeMonitor.Dashboard.History;

/// <summary>What is known of a room at one moment.</summary>
/// <param name="Address">The room.</param>
/// <param name="Devices">Its devices, in the order of their ids.</param>
/// <param name="Version">Another number after every change of the room.</param>
public sealed record RoomSnapshot(RoomAddress Address, IReadOnlyList<DeviceSnapshot> Devices, long Version = 0);
