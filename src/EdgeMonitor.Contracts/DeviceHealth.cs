namespace EdgeMonitor.Contracts;

/// <summary>How a device is doing: about the machine, never about people.</summary>
public sealed record DeviceHealth
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When this was measured, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>EdgeMonitor's version.</summary>
    public required string Version { get; init; }

    /// <summary>Seconds since the service started.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>The camera.</summary>
    public required CameraHealth Camera { get; init; }

    /// <summary>
    /// Mean time per processed frame and stage over the last interval, in milliseconds, rounded up to 1, 2 or 5 times a power of
    /// ten. A frame with more faces takes longer, so it is given only after a window that carried numbers.
    /// </summary>
    public StageLatencies? Latency { get; init; }

    /// <summary>How well the pictures could be judged; absent when none was looked at.</summary>
    public PictureHealth? Picture { get; init; }

    /// <summary>Whether firmware or kernel slow the processor down; absent where it cannot be told.</summary>
    public bool? Throttled { get; init; }

    /// <summary>The processor's temperature in degrees Celsius; absent where the kernel shows none.</summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>Resident memory of the service in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Whether the kernel calls the clock synchronised; absent where it cannot be told.</summary>
    public bool? ClockSynced { get; init; }

    /// <summary>Messages that wait for the broker.</summary>
    public required int OutboxDepth { get; init; }

    /// <summary>Messages dropped since start because too many waited.</summary>
    public required long OutboxDropped { get; init; }

    /// <summary>What is wrong with the service, one sentence each, in words for a person; absent while nothing is.</summary>
    public IReadOnlyList<string>? Problems { get; init; }

    /// <summary>The networks in use.</summary>
    public required ModelVersions Models { get; init; }
}
