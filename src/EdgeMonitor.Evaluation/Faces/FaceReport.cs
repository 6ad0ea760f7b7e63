using System.Text.Json;
using EdgeMonitor.Evaluation.Reports;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>The figures of the face detector on photos in which people drew the faces.</summary>
public sealed record FaceReport : EvaluationReport
{
    /// <summary>The detector's settings.</summary>
    public required DetectorSettings Settings { get; init; }

    /// <summary>The figures.</summary>
    public required FaceFigures Faces { get; init; }

    /// <inheritdoc/>
    public override string ToText() => FaceText.Render(this);

    /// <inheritdoc/>
    public override string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.FaceReport);

    /// <inheritdoc/>
    public override string ToHtml() => FacePage.Render(this);
}
