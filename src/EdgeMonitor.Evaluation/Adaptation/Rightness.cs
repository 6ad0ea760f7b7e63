namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>How often the network agrees with FER+'s majority.</summary>
/// <param name="Emotion">On the emotion, one of seven, 0..1.</param>
/// <param name="Attentive">On whether it is happy or neutral, 0..1.</param>
public sealed record Rightness(double Emotion, double Attentive);
