using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.History;

/// <summary>A window and the device that published it.</summary>
/// <param name="Device">The device's id within its room.</param>
/// <param name="Window">The window.</param>
public sealed record DeviceWindow(string Device, RoomAggregate Window);
