namespace EdgeMonitor.Contracts;

/// <summary>The state of the camera and the frames of the last interval.</summary>
public sealed record CameraHealth
{
    /// <summary>What the camera is doing.</summary>
    public required CameraState State { get; init; }

    /// <summary>Why, in words for a person; absent while it runs.</summary>
    public string? Reason { get; init; }

    /// <summary>Everything that keeps it closed on purpose; absent while nothing does.</summary>
    public IReadOnlyList<ClosingCause>? ClosedBy { get; init; }

    /// <summary>Frames that the camera delivered, per second.</summary>
    public required double CapturedPerSecond { get; init; }

    /// <summary>Frames that were looked at, per second.</summary>
    public required double ProcessedPerSecond { get; init; }

    /// <summary>Frames that are to be looked at, per second; fewer than configured while <see cref="ReducedBecause"/> says why.</summary>
    public double? TargetPerSecond { get; init; }

    /// <summary>Why fewer frames are looked at than configured; absent while they are not.</summary>
    public RateReduction? ReducedBecause { get; init; }

    /// <summary>Frames that were passed over for a newer one, per second.</summary>
    public required double DroppedPerSecond { get; init; }

    /// <summary>Age of the newest frame in seconds; absent before the first.</summary>
    public double? FrameAgeSeconds { get; init; }

    /// <summary>Restarts of the capture process since the service started.</summary>
    public required long Restarts { get; init; }
}
