using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation;

/// <summary>The figures of an evaluation: what all have in common, and the forms in which they can be given.</summary>
public abstract record EvaluationReport
{
    /// <summary>Version of the JSON.</summary>
    public int Schema { get; } = 1;

    /// <summary>The product's version.</summary>
    public required string Product { get; init; }

    /// <summary>The measured split of the data.</summary>
    public required string Split { get; init; }

    /// <summary>How many faces or pictures were asked for at most; null when all were measured.</summary>
    public int? Limit { get; init; }

    /// <summary>The measured networks.</summary>
    public required IReadOnlyList<MeasuredModel> Models { get; init; }

    /// <summary>The report for a terminal.</summary>
    public abstract string ToText();

    /// <summary>The report for programs: one JSON object, snake_case keys, shares between 0 and 1.</summary>
    public abstract string ToJson();

    /// <summary>The report as one HTML page that needs nothing else.</summary>
    public abstract string ToHtml();

    /// <summary>The networks of one kind, as the report names them.</summary>
    internal static IReadOnlyList<MeasuredModel> ModelsOf(VisionOptions options, ModelRole role) =>
        [.. ModelDescription.List(options).Where(model => model.Role == role).Select(MeasuredModel.Of)];
}
