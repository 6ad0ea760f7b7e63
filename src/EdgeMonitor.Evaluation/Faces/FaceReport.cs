using System.Text.Json;
using EdgeMonitor.Evaluation.Reports;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>The figures of the face detector on photos in which people drew the faces.</summary>
public sealed record FaceReport : EvaluationReport
{
    /// <summary>The settings of the product's detector; null when another one was measured.</summary>
    public DetectorSettings? Settings { get; init; }

    /// <summary>The file with the faces that another detector found; null when the product's own was measured.</summary>
    public string? DetectedBy { get; init; }

    /// <summary>
    /// Milliseconds that a picture took on the machine that measured, the median; null when another detector was measured.
    /// </summary>
    public double? MillisecondsPerPicture { get; init; }

    /// <summary>The figures.</summary>
    public required FaceFigures Faces { get; init; }

    /// <inheritdoc/>
    public override string ToText() => FaceText.Render(this);

    /// <inheritdoc/>
    public override string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.FaceReport);

    /// <inheritdoc/>
    public override string ToHtml() => FacePage.Render(this);
}
