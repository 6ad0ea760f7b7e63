using EdgeMonitor.Evaluation.Metrics;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>How well a decision of the expression network agrees with people.</summary>
/// <param name="Accuracy">Share of right answers, 0..1.</param>
/// <param name="Faces">How many faces were decided.</param>
/// <param name="Classes">Figures of each class.</param>
/// <param name="Macro">Means in which every class counts the same.</param>
/// <param name="Weighted">Means in which every class counts by its support.</param>
/// <param name="Confusion">For each true class (row) how often each class (column) was given.</param>
/// <param name="Calibration">Whether the probabilities mean what they say.</param>
public sealed record HeadFigures(
    double Accuracy,
    int Faces,
    IReadOnlyList<ClassFigures> Classes,
    MeanFigures Macro,
    MeanFigures Weighted,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    CalibrationFigures Calibration);
