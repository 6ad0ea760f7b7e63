namespace EdgeMonitor.Capture;

/// <summary>How one life of a capture process ended.</summary>
/// <param name="Condition">Ended, stalled, frozen or failed.</param>
/// <param name="Reason">Why, in words for a person.</param>
internal sealed record CaptureEnd(CameraCondition Condition, string Reason);
