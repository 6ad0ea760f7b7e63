using EdgeMonitor.Vision;

namespace EdgeMonitor.Attention;

/// <summary>What is left of a frame, or of one frame of each camera: how many faces there were and how many of them attentive.</summary>
internal sealed class FrameTally
{
    private readonly AttentionRule _rule;

    public FrameTally(AttentionRule rule, bool sumsExpressions)
    {
        _rule = rule;
        Expressions = sumsExpressions ? new ExpressionSums() : null;
    }

    /// <summary>Whether the frame counts at all.</summary>
    public FrameCondition Condition { get; private set; }

    /// <summary>Faces in view.</summary>
    public int Faces { get; private set; }

    /// <summary>Faces in view that are attentive.</summary>
    public int Attentive { get; private set; }

    /// <summary>Sums over the faces in view; null where expressions are not published.</summary>
    public ExpressionSums? Expressions { get; }

    /// <summary>Counts another frame in place of the last one; when the rule throws, the last one stands.</summary>
    public void Count(ReadOnlySpan<FaceObservation> faces, FrameCondition condition)
    {
        if (condition != FrameCondition.Usable)
        {
            faces = [];
        }

        var attentive = 0;
        foreach (ref readonly var face in faces)
        {
            attentive += _rule.IsAttentive(face) ? 1 : 0;
        }

        Condition = condition;
        Faces = faces.Length;
        Attentive = attentive;
        SumExpressions(faces);
    }

    /// <summary>Starts a sum of several frames.</summary>
    public void Clear()
    {
        (Condition, Faces, Attentive) = (FrameCondition.Usable, 0, 0);
        Expressions?.Clear();
    }

    /// <summary>Adds the counts of a frame; the sum is usable while all of them are.</summary>
    public void Add(FrameTally frame)
    {
        Condition = frame.Condition is FrameCondition.Usable ? Condition : frame.Condition;
        Faces += frame.Faces;
        Attentive += frame.Attentive;
        if (frame.Expressions is { } expressions)
        {
            Expressions?.Add(expressions, weight: 1);
        }
    }

    private void SumExpressions(ReadOnlySpan<FaceObservation> faces)
    {
        if (Expressions is null)
        {
            return;
        }

        Expressions.Clear();
        foreach (ref readonly var face in faces)
        {
            // The rule has thrown already where an expression is missing.
            Expressions.Add(face.Expression.GetValueOrDefault());
        }
    }
}
