using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Dashboard.History;

/// <summary>Something that a device said, understood and believed.</summary>
/// <param name="Address">The device.</param>
/// <param name="Heard">When that proves it was alive; null where it proves nothing.</param>
public abstract record DeviceReport(DeviceAddress Address, DateTimeOffset? Heard);

/// <summary>A window.</summary>
/// <param name="Address">The device.</param>
/// <param name="Heard">When that proves it was alive.</param>
/// <param name="Window">The window.</param>
public sealed record WindowReport(DeviceAddress Address, DateTimeOffset? Heard, RoomAggregate Window) : DeviceReport(Address, Heard);

/// <summary>What the device releases of a lesson.</summary>
/// <param name="Address">The device.</param>
/// <param name="Heard">When that proves it was alive.</param>
/// <param name="Release">The release.</param>
public sealed record ReleaseReport(DeviceAddress Address, DateTimeOffset? Heard, LessonRelease Release) : DeviceReport(Address, Heard);

/// <summary>The device's health.</summary>
/// <param name="Address">The device.</param>
/// <param name="Heard">When that proves it was alive.</param>
/// <param name="Health">The health.</param>
public sealed record HealthReport(DeviceAddress Address, DateTimeOffset? Heard, DeviceHealth Health) : DeviceReport(Address, Heard);

/// <summary>What the device says that it collects, publishes and keeps.</summary>
/// <param name="Address">The device.</param>
/// <param name="Collection">The report.</param>
public sealed record CollectionReport(DeviceAddress Address, PrivacyReport Collection) : DeviceReport(Address, Heard: null);

/// <summary>Whether the device is connected.</summary>
/// <param name="Address">The device.</param>
/// <param name="Heard">When that proves it was alive.</param>
/// <param name="Availability">What the broker said.</param>
public sealed record AvailabilityReport(DeviceAddress Address, DateTimeOffset? Heard, Availability Availability)
    : DeviceReport(Address, Heard);
