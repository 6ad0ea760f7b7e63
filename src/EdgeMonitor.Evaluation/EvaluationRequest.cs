using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation;

/// <summary>What is to be measured.</summary>
/// <param name="Folder">The folder of the labelled data.</param>
/// <param name="Split">Which part of them: a name in the column <c>split</c>.</param>
/// <param name="Vision">The networks, sizes and thresholds.</param>
/// <param name="Product">The product's version, for the report.</param>
public sealed record EvaluationRequest(string Folder, string Split, VisionOptions Vision, string Product)
{
    /// <summary>How many faces, or pictures, to look at, the first ones of the split; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>An expression network to measure in place of the folder's; null for that.</summary>
    public string? ExpressionModel { get; init; }

    /// <summary>
    /// Faces that another detector found (<see cref="Data.Detections"/>), to measure in place of the product's; null for those.
    /// </summary>
    public string? Detections { get; init; }

    /// <summary>Hears how far the work is.</summary>
    public IProgress<EvaluationProgress>? Progress { get; init; }
}
