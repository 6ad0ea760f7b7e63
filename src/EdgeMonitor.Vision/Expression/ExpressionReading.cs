namespace EdgeMonitor.Vision.Expression;

/// <summary>
/// Probabilities of FER-2013's seven emotions, which sum to 1, as several human raters would judge the face (the network's
/// FER+ head, with FER+'s rare eighth class, contempt, counted as disgust).
/// </summary>
public readonly record struct ExpressionReading(
    float Angry,
    float Disgust,
    float Fear,
    float Happy,
    float Sad,
    float Surprise,
    float Neutral)
{
    /// <summary>Probability that the expression counts as attentive: happy or neutral.</summary>
    public float Attentive => Happy + Neutral;

    /// <summary>The most probable emotion and its probability.</summary>
    public (string Emotion, float Probability) MostProbable => ByEmotion().MaxBy(emotion => emotion.Probability);

    /// <summary>Every emotion by its name in FER-2013, in the order of FER-2013.</summary>
    public IReadOnlyList<(string Emotion, float Probability)> ByEmotion() =>
    [
        ("angry", Angry), ("disgust", Disgust), ("fear", Fear), ("happy", Happy), ("sad", Sad), ("surprise", Surprise), ("neutral", Neutral),
    ];
}
