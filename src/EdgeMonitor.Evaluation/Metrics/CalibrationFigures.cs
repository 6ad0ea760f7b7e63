namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>How far probabilities are from what they say.</summary>
/// <param name="ExpectedCalibrationError">
/// Mean distance of confidence and accuracy over the bins, weighted by their counts, 0..1.
/// </param>
/// <param name="Bins">The bins, by rising confidence.</param>
public sealed record CalibrationFigures(double ExpectedCalibrationError, IReadOnlyList<CalibrationBin> Bins);
