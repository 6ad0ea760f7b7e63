using System.Text.Json;
using EdgeMonitor.Evaluation.Reports;

namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>What a few labelled faces of a room are worth.</summary>
public sealed record AdaptationReport : EvaluationReport
{
    /// <summary>How many faces there were in each room.</summary>
    public required int Faces { get; init; }

    /// <summary>How often faces to learn from were drawn.</summary>
    public required int Rounds { get; init; }

    /// <summary>The figures, by room.</summary>
    public required IReadOnlyList<RoomFigures> Rooms { get; init; }

    /// <inheritdoc/>
    public override string ToText() => AdaptationText.Render(this);

    /// <inheritdoc/>
    public override string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.AdaptationReport);

    /// <inheritdoc/>
    public override string ToHtml() => AdaptationPage.Render(this);
}
