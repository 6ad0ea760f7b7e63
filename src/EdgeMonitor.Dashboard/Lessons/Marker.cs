namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>A note that a new phase of a lesson begins: "video", "group work".</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Label">The phase, in the teacher's words.</param>
public sealed record Marker(DateTimeOffset At, string Label);
