using System.Security.Cryptography;
using EdgeMonitor.Attention.Lessons;

namespace EdgeMonitor.Attention.Tests.Lessons;

/// <summary>The noise against its definition: P(k) = (1 - a) / (1 + a) a^|k| with a = exp(-epsilon). Seeds are fixed: each test passes always or never.</summary>
public sealed class GeometricNoiseTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(1, 10)]
    [InlineData(500, 2000)]
    [InlineData(1000, 2000)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(5000, 2000)]
    public void Draw_ManyTimes_FollowsTheDistribution(int numerator, int denominator)
    {
        var counts = Count(new GeometricNoise(numerator, denominator, new Random(20260907).Next));

        Assert.True(ChiSquare.Fits(counts, value => Probability((double)numerator / denominator, value), Draws));
    }

    /// <summary>The test above would not pass for just anything.</summary>
    [Theory]
    [InlineData(0.49)]
    [InlineData(0.51)]
    public void Draw_OfAnotherEpsilon_IsToldApart(double epsilon)
    {
        var counts = Count(new GeometricNoise(1, 2, new Random(20260907).Next));

        Assert.False(ChiSquare.Fits(counts, value => Probability(epsilon, value), Draws));
    }

    /// <summary>Rounded Laplace noise looks alike, and is another distribution: zero comes too rarely.</summary>
    [Fact]
    public void Distribution_OfRoundedLaplaceNoise_IsToldApart()
    {
        const double Epsilon = 0.5;
        var random = new Random(20260907);
        var counts = Enumerable.Range(0, Draws)
            .Select(_ => random.NextDouble() - 0.5)
            .Select(uniform => (int)Math.Round(-Math.Sign(uniform) * Math.Log(1 - 2 * Math.Abs(uniform)) / Epsilon))
            .CountBy(value => value)
            .ToDictionary();

        Assert.False(ChiSquare.Fits(counts, value => Probability(Epsilon, value), Draws));
    }

    /// <summary>The source of a device cannot be seeded; five standard deviations fail by chance once in a million runs.</summary>
    [Fact]
    public void Draw_FromTheCryptographicSource_HasMeanZeroAndTheRightSpread()
    {
        const int Few = 20_000;
        var noise = new GeometricNoise(1, 2, RandomNumberGenerator.GetInt32);
        var draws = Enumerable.Range(0, Few).Select(_ => (double)noise.Draw()).ToList();

        var alpha = Math.Exp(-0.5);
        var variance = 2 * alpha / Math.Pow(1 - alpha, 2);
        Assert.InRange(draws.Average(), -5 * Math.Sqrt(variance / Few), 5 * Math.Sqrt(variance / Few));
        Assert.InRange(draws.Sum(draw => draw * draw) / Few, 0.85 * variance, 1.15 * variance);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1_000_001)]
    public void Constructor_EpsilonOutOfRange_Throws(int numerator, int denominator) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeometricNoise(numerator, denominator, new Random(1).Next));

    private static Dictionary<int, int> Count(GeometricNoise noise) =>
        Enumerable.Range(0, Draws).CountBy(_ => noise.Draw()).ToDictionary();

    private static double Probability(double epsilon, int value)
    {
        var alpha = Math.Exp(-epsilon);
        return (1 - alpha) / (1 + alpha) * Math.Pow(alpha, Math.Abs(value));
    }
}
