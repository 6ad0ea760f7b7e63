namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>How well one class is told from the others.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Share of right ones among those predicted as this class, 0..1; 0 when there are none.</param>
/// <param name="Recall">Share of those of this class that were predicted as it, 0..1; 0 when there are none.</param>
/// <param name="F1">Harmonic mean of both, 0..1.</param>
/// <param name="Support">How many are of this class.</param>
public sealed record ClassFigures(string Name, double Precision, double Recall, double F1, int Support);
