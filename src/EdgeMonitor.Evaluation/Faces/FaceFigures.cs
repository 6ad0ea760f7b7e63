using System.Text.Json.Serialization;
using EdgeMonitor.Evaluation.Metrics;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>
/// How well faces are found. Where nothing else is said, a found face counts from an intersection over union of 0.5.
/// </summary>
public sealed record FaceFigures
{
    /// <summary>Average precision at an intersection over union of 0.5, 0..1.</summary>
    public required double Ap50 { get; init; }

    /// <summary>Average precision at an intersection over union of 0.4, 0..1.</summary>
    public required double Ap40 { get; init; }

    /// <summary>
    /// Share of the faces that are found while as many false faces are found as there are pictures, 0..1. When the detector's
    /// thresholds let fewer false faces through than that, it is the share that they let through.
    /// </summary>
    [JsonPropertyName("recall_at_1_fp")]
    public required double RecallAtOneFalse { get; init; }

    /// <summary>Found faces that are none, for each picture.</summary>
    public required double FalsePerPicture { get; init; }

    /// <summary>Share of the found faces that are faces, 0..1.</summary>
    public required double Precision { get; init; }

    /// <summary>Share of the faces that are found, 0..1.</summary>
    public required double Recall { get; init; }

    /// <summary>How many pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>How many faces people drew.</summary>
    public required int Drawn { get; init; }

    /// <summary>How many faces were found.</summary>
    public required int Found { get; init; }

    /// <summary>Recall by the size of the face.</summary>
    public required IReadOnlyList<SizeFigures> BySize { get; init; }

    /// <summary>Figures on pictures with many faces.</summary>
    public required IReadOnlyList<GroupFigures> ByGroup { get; init; }

    /// <summary>Precision and recall as the threshold falls.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>The same at an intersection over union of 0.4.</summary>
    public required IReadOnlyList<CurvePoint> Curve40 { get; init; }
}
