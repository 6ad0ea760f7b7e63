using EdgeMonitor.Evaluation.Metrics;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>
/// How well an attentive expression is told from others, as the product decides: happy and neutral together above one half,
/// against a FER+ majority for one of them.
/// </summary>
/// <param name="Accuracy">Share of right decisions, 0..1.</param>
/// <param name="Precision">Share of attentive faces among those decided to be attentive, 0..1.</param>
/// <param name="Recall">Share of the attentive faces that were decided to be, 0..1.</param>
/// <param name="F1">Harmonic mean of both, 0..1.</param>
/// <param name="Faces">How many faces were decided.</param>
/// <param name="Support">How many of them are attentive.</param>
/// <param name="Confusion">Rows: attentive and not by people; columns: by the product.</param>
/// <param name="Calibration">Whether the probability of the decision means what it says.</param>
public sealed record AttentiveFigures(
    double Accuracy,
    double Precision,
    double Recall,
    double F1,
    int Faces,
    int Support,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    CalibrationFigures Calibration);
