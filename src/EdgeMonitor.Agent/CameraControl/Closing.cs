using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>One thing that keeps the camera closed.</summary>
/// <param name="Cause">Its kind.</param>
/// <param name="Reason">A sentence for a person.</param>
internal sealed record Closing(ClosingCause Cause, string Reason);
