namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>What is wrong with a message.</summary>
/// <param name="Kind">The kind, for counting.</param>
/// <param name="Detail">The finding, in words for a person.</param>
public sealed record Problem(Refusal Kind, string Detail);
