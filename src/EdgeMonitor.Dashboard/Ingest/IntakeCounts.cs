namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>What became of the messages since the start.</summary>
/// <param name="Accepted">Kept.</param>
/// <param name="Duplicates">Windows that were there already.</param>
/// <param name="Refused">Not taken in, by reason; reasons that never occurred are absent.</param>
public sealed record IntakeCounts(long Accepted, long Duplicates, IReadOnlyDictionary<Refusal, long> Refused);
