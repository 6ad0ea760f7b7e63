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
    /// <summary>How many emotions there are.</summary>
    public const int Emotions = 7;

    /// <summary>The emotions' names in FER-2013, in the order of FER-2013.</summary>
    public static IReadOnlyList<string> Names { get; } = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"];

    /// <summary>Probability that the expression counts as attentive: happy or neutral.</summary>
    public float Attentive => Happy + Neutral;

    /// <summary>The most probable emotion and its probability.</summary>
    public (string Emotion, float Probability) MostProbable => ByEmotion().MaxBy(emotion => emotion.Probability);

    /// <summary>Every emotion by its name in FER-2013, in the order of FER-2013.</summary>
    public IReadOnlyList<(string Emotion, float Probability)> ByEmotion() =>
    [
        (Names[0], Angry), (Names[1], Disgust), (Names[2], Fear), (Names[3], Happy), (Names[4], Sad), (Names[5], Surprise), (Names[6], Neutral),
    ];

    /// <summary>A reading from seven probabilities in the order of FER-2013.</summary>
    public static ExpressionReading From(ReadOnlySpan<float> probabilities) => new(
        probabilities[0], probabilities[1], probabilities[2], probabilities[3], probabilities[4], probabilities[5], probabilities[6]);

    /// <summary>Writes the seven probabilities in the order of FER-2013.</summary>
    public void CopyTo(Span<float> probabilities)
    {
        probabilities[0] = Angry;
        probabilities[1] = Disgust;
        probabilities[2] = Fear;
        probabilities[3] = Happy;
        probabilities[4] = Sad;
        probabilities[5] = Surprise;
        probabilities[6] = Neutral;
    }
}
