namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>What a detector finds when it gives only faces of at least a score.</summary>
/// <param name="Score">The score.</param>
/// <param name="Recall">Share of the drawn faces that are found, 0..1.</param>
/// <param name="Precision">Share of the found faces that are drawn ones, 0..1.</param>
public sealed record CurvePoint(double Score, double Recall, double Precision);
