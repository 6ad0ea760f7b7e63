namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>A message that was not taken in.</summary>
/// <param name="At">When it came.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record RefusedMessage(DateTimeOffset At, string Topic, Problem Problem);
