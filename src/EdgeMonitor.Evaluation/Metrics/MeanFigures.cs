namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>Means over classes, 0..1.</summary>
public sealed record MeanFigures(double Precision, double Recall, double F1);
