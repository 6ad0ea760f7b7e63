namespace EdgeMonitor.Contracts.HomeAssistant;

/// <summary>
/// Home Assistant's device discovery (MQTT integration, Home Assistant 2024.11 or later): one retained message that
/// describes a device and all of its entities. Field names and values are Home Assistant's.
/// </summary>
public sealed record DiscoveryDocument
{
    /// <summary>The device that the entities belong to.</summary>
    public required DiscoveryDevice Device { get; init; }

    /// <summary>The program that wrote the message.</summary>
    public required DiscoveryOrigin Origin { get; init; }

    /// <summary>The entities by a name of our own, which stays the same.</summary>
    public required IReadOnlyDictionary<string, DiscoveryComponent> Components { get; init; }

    /// <summary>Where the availability of all entities is published.</summary>
    public required IReadOnlyList<DiscoveryAvailability> Availability { get; init; }

    /// <summary>How several availabilities go together: <c>all</c> of them have to be online.</summary>
    public string AvailabilityMode { get; init; } = "all";

    /// <summary>The quality of service that Home Assistant subscribes with.</summary>
    public int Qos { get; init; } = 1;
}
