using EdgeMonitor.Evaluation.Data;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>Counts what the network says of faces, against what people say of them.</summary>
internal sealed class ExpressionTally
{
    // The default of attention.expression.threshold.
    private const float AttentiveThreshold = 0.5f;
    private const int IsAttentive = 0;
    private const int IsNot = 1;

    private readonly HeadTally _fer2013 = new(AlignedFaceReader.Fer2013Classes);
    private readonly HeadTally _ferPlus = new(AlignedFaceReader.FerPlusClasses);
    private readonly HeadTally _agreed = new(AlignedFaceReader.FerPlusClasses);
    private readonly HeadTally _attentive = new(["attentive", "not"]);

    /// <summary>Counts one face.</summary>
    public void Add(LabelledFace face, ReadOnlySpan<float> fer2013, ReadOnlySpan<float> ferPlus)
    {
        _fer2013.Add(face.Fer2013, fer2013);
        if (face.FerPlus is not { } majority)
        {
            return;
        }

        _ferPlus.Add(majority, ferPlus);
        if (face.Agreed)
        {
            _agreed.Add(majority, ferPlus);
        }

        var probability = AlignedFaceReader.ToReading(ferPlus).Attentive;
        var decision = probability > AttentiveThreshold ? IsAttentive : IsNot;
        _attentive.Add(
            AlignedFaceReader.FerPlusClasses[majority] is "neutral" or "happiness" ? IsAttentive : IsNot,
            decision, decision == IsAttentive ? probability : 1 - probability);
    }

    /// <summary>The figures of everything counted.</summary>
    public (HeadFigures Fer2013, HeadFigures FerPlus, HeadFigures Agreed, AttentiveFigures Attentive) Figures()
    {
        var decision = _attentive.Figures();
        var attentive = decision.Classes[IsAttentive];
        return (
            _fer2013.Figures(),
            _ferPlus.Figures(),
            _agreed.Figures(),
            new AttentiveFigures(
                decision.Accuracy, attentive.Precision, attentive.Recall, attentive.F1, decision.Faces, attentive.Support,
                decision.Confusion, decision.Calibration));
    }
}
