namespace EdgeMonitor.Contracts;

/// <summary>Share of visible faces per emotion (FER-2013's seven classes), each 0..1 and rounded like every share.</summary>
public sealed record ExpressionShares(
    double Angry,
    double Disgust,
    double Fear,
    double Happy,
    double Sad,
    double Surprise,
    double Neutral);
