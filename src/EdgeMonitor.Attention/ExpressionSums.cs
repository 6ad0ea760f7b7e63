using EdgeMonitor.Contracts;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Attention;

/// <summary>Sums of the seven probabilities over faces, or over faces and time.</summary>
internal sealed class ExpressionSums
{
    private double _angry;
    private double _disgust;
    private double _fear;
    private double _happy;
    private double _sad;
    private double _surprise;
    private double _neutral;

    /// <summary>Adds one face.</summary>
    public void Add(in ExpressionReading reading)
    {
        _angry += reading.Angry;
        _disgust += reading.Disgust;
        _fear += reading.Fear;
        _happy += reading.Happy;
        _sad += reading.Sad;
        _surprise += reading.Surprise;
        _neutral += reading.Neutral;
    }

    /// <summary>Adds other sums, times <paramref name="weight"/>.</summary>
    public void Add(ExpressionSums other, double weight)
    {
        _angry += other._angry * weight;
        _disgust += other._disgust * weight;
        _fear += other._fear * weight;
        _happy += other._happy * weight;
        _sad += other._sad * weight;
        _surprise += other._surprise * weight;
        _neutral += other._neutral * weight;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _angry = _disgust = _fear = _happy = _sad = _surprise = _neutral = 0;

    /// <summary>The mean distribution: each sum over <paramref name="weight"/>, rounded.</summary>
    public ExpressionShares Over(double weight, Rounding rounding) => new(
        rounding.Share(_angry / weight),
        rounding.Share(_disgust / weight),
        rounding.Share(_fear / weight),
        rounding.Share(_happy / weight),
        rounding.Share(_sad / weight),
        rounding.Share(_surprise / weight),
        rounding.Share(_neutral / weight));
}
