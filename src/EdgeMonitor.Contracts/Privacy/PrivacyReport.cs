namespace EdgeMonitor.Contracts.Privacy;

/// <summary>Everything that a device collects, publishes and keeps, by its running configuration: for privacy officers.</summary>
public sealed record PrivacyReport
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>EdgeMonitor's version.</summary>
    public required string Version { get; init; }

    /// <summary>Site, room and device.</summary>
    public required string Device { get; init; }

    /// <summary>The mode and the law.</summary>
    public required ReportedMode Mode { get; init; }

    /// <summary>Every topic.</summary>
    public required IReadOnlyList<ReportedTopic> Topics { get; init; }

    /// <summary>Every field of every message that is sent.</summary>
    public required IReadOnlyList<OutboundField> Fields { get; init; }

    /// <summary>The settings in effect that matter for privacy.</summary>
    public required IReadOnlyList<ReportedSetting> Settings { get; init; }

    /// <summary>What is kept, where and how long.</summary>
    public required IReadOnlyList<ReportedStore> Stores { get; init; }

    /// <summary>Connections that are made.</summary>
    public required IReadOnlyList<ReportedConnection> Outbound { get; init; }

    /// <summary>Where others can connect.</summary>
    public required IReadOnlyList<ReportedConnection> OpenPorts { get; init; }

    /// <summary>The services of this machine and how they are confined; empty when there are none.</summary>
    public required IReadOnlyList<ReportedUnit> Units { get; init; }
}
