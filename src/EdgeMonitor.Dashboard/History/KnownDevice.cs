using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Dashboard.History;

/// <summary>A device as the database knows it.</summary>
public sealed record KnownDevice
{
    /// <summary>The database's key.</summary>
    public required long Id { get; init; }

    /// <summary>The device.</summary>
    public required DeviceAddress Address { get; init; }

    /// <summary>Rises whenever windows of the device are stored.</summary>
    public required long Revision { get; init; }

    /// <summary>Whether it was last said to be connected.</summary>
    public required Availability Availability { get; init; }

    /// <summary>When it was last known to be alive; null before its first word.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>What it said that it collects; null before it did.</summary>
    public PrivacyReport? Collection { get; init; }

    /// <summary>Its last health; null before the first.</summary>
    public DeviceHealth? Health { get; init; }
}
