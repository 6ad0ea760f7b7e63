namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>A found face.</summary>
/// <param name="Score">The detector's confidence.</param>
/// <param name="IsHit">Whether it hits a drawn face.</param>
internal readonly record struct ScoredHit(double Score, bool IsHit);
