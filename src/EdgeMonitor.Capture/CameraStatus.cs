namespace EdgeMonitor.Capture;

/// <summary>A camera at one moment. All counts are since it was opened.</summary>
public sealed record CameraStatus
{
    /// <summary>What it is doing.</summary>
    public required CameraCondition Condition { get; init; }

    /// <summary>
    /// Why, in words for a person, with the capture process' last messages and without secrets; null while all is well.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Frames that the camera delivered.</summary>
    public required long Captured { get; init; }

    /// <summary>Frames that were passed over for a newer one before anybody took them.</summary>
    public required long Dropped { get; init; }

    /// <summary>How often the capture process was started again.</summary>
    public required long Restarts { get; init; }

    /// <summary>When the newest frame arrived, UTC; null before the first.</summary>
    public DateTimeOffset? LastFrameAt { get; init; }
}
