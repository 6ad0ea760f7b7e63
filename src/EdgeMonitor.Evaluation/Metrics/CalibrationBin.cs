namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>The answers that were given with a confidence above <paramref name="From"/> and up to <paramref name="To"/>.</summary>
/// <param name="From">Lower edge, 0..1.</param>
/// <param name="To">Upper edge, 0..1.</param>
/// <param name="Count">How many answers.</param>
/// <param name="Confidence">Their mean confidence; null when there are none.</param>
/// <param name="Accuracy">The share of right ones; null when there are none.</param>
public sealed record CalibrationBin(double From, double To, int Count, double? Confidence, double? Accuracy);
