namespace EdgeMonitor.Contracts.HomeAssistant;

/// <summary>One entity.</summary>
public sealed record DiscoveryComponent
{
    /// <summary>The kind of entity: <c>sensor</c>, <c>binary_sensor</c> or <c>switch</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>What tells it from all other entities, for good.</summary>
    public required string UniqueId { get; init; }

    /// <summary>Its name for people; Home Assistant puts the device's in front.</summary>
    public required string Name { get; init; }

    /// <summary>The topic that its state is taken from.</summary>
    public required string StateTopic { get; init; }

    /// <summary>How the state is taken from the payload (Jinja).</summary>
    public required string ValueTemplate { get; init; }

    /// <summary>Seconds without a message after which the state is unknown; absent where a state holds until the next one.</summary>
    public int? ExpireAfter { get; init; }

    /// <summary>Where a <c>switch</c> sends its commands.</summary>
    public string? CommandTopic { get; init; }

    /// <summary>The command to switch it on.</summary>
    public string? PayloadOn { get; init; }

    /// <summary>The command to switch it off.</summary>
    public string? PayloadOff { get; init; }

    /// <summary>The state that means on.</summary>
    public string? StateOn { get; init; }

    /// <summary>The state that means off.</summary>
    public string? StateOff { get; init; }

    /// <summary>The kind of state, such as <c>temperature</c>, <c>enum</c> or <c>problem</c>.</summary>
    public string? DeviceClass { get; init; }

    /// <summary><c>measurement</c> for numbers that long-term statistics are kept of.</summary>
    public string? StateClass { get; init; }

    /// <summary>The unit.</summary>
    public string? UnitOfMeasurement { get; init; }

    /// <summary>The possible states of device class <c>enum</c>.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary><c>diagnostic</c> for what is about the device itself.</summary>
    public string? EntityCategory { get; init; }

    /// <summary>A picture from Material Design Icons.</summary>
    public string? Icon { get; init; }

    /// <summary>The topic that further attributes are taken from.</summary>
    public string? JsonAttributesTopic { get; init; }

    /// <summary>How the attributes are taken from the payload (Jinja).</summary>
    public string? JsonAttributesTemplate { get; init; }
}
