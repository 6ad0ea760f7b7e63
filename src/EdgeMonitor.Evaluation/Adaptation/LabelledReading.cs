using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>What people and the network say of a face.</summary>
/// <param name="Emotion">People: the position in <see cref="ExpressionReading.Names"/>.</param>
/// <param name="Reading">The network, not adapted.</param>
internal readonly record struct LabelledReading(int Emotion, ExpressionReading Reading)
{
    private const int Happy = 3;
    private const int Neutral = 6;

    /// <summary>Whether people say that it counts as attentive.</summary>
    public bool IsAttentive => Emotion is Happy or Neutral;
}
