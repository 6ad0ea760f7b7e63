using System.Text.Json;
using EdgeMonitor.Evaluation.Reports;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>The figures of the expression network on FER-2013 with FER+.</summary>
public sealed record ExpressionReport : EvaluationReport
{
    /// <summary>How many faces were read.</summary>
    public required int Faces { get; init; }

    /// <summary>The first head against FER-2013's label.</summary>
    public required HeadFigures Fer2013 { get; init; }

    /// <summary>The second head against FER+'s majority, on the faces that somebody voted an emotion for.</summary>
    public required HeadFigures Ferplus { get; init; }

    /// <summary>
    /// The second head on those of these faces for which more than half of the people agree: what FER+'s authors call
    /// accuracy.
    /// </summary>
    public required HeadFigures FerplusAgreed { get; init; }

    /// <summary>The decision that the product makes, on the faces of <see cref="Ferplus"/>.</summary>
    public required AttentiveFigures Attentive { get; init; }

    /// <summary>How long a face took.</summary>
    public required SpeedFigures Speed { get; init; }

    /// <inheritdoc/>
    public override string ToText() => ExpressionText.Render(this);

    /// <inheritdoc/>
    public override string ToJson() => JsonSerializer.Serialize(this, ReportJson.Default.ExpressionReport);

    /// <inheritdoc/>
    public override string ToHtml() => ExpressionPage.Render(this);
}
