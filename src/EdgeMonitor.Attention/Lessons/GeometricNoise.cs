namespace EdgeMonitor.Attention.Lessons;

/// <summary>
/// Two-sided geometric noise (the discrete Laplace distribution): the integer k with probability proportional to
/// exp(-epsilon |k|). Added to a count that one person changes by at most one, it makes the count epsilon-differentially private
/// (Ghosh, Roughgarden, Sundararajan 2009, arXiv:0811.2841).
/// </summary>
/// <remarks>
/// Drawn exactly, with whole numbers alone (Canonne, Kamath, Steinke 2020, arXiv:2004.00010, algorithms 1 and 2): noise made of
/// floating-point numbers has holes that undo the guarantee (Mironov 2012). How long a draw takes depends on the noise, not on the count.
/// </remarks>
internal sealed class GeometricNoise
{
    /// <summary>So that an attempt count in the hundreds still fits an integer; its probability is below any bound of interest.</summary>
    private const int LargestDenominator = 1_000_000;

    private readonly int _numerator;
    private readonly int _denominator;
    private readonly Func<int, int> _below;

    /// <summary>Noise for an epsilon of <paramref name="numerator"/> / <paramref name="denominator"/>.</summary>
    /// <param name="numerator">At least 1.</param>
    /// <param name="denominator">1 to 1,000,000.</param>
    /// <param name="below">
    /// Draws a number from 0 to below its argument, each exactly as likely: from a cryptographic source, or somebody could repeat it.
    /// </param>
    public GeometricNoise(int numerator, int denominator, Func<int, int> below)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(denominator, LargestDenominator);
        _numerator = numerator;
        _denominator = denominator;
        _below = below;
    }

    /// <summary>Draws.</summary>
    public int Draw()
    {
        while (true)
        {
            var size = DrawSize();
            var isNegative = _below(2) == 1;

            // Zero would otherwise come twice, as plus and as minus.
            if (size > 0 || !isNegative)
            {
                return isNegative ? -size : size;
            }
        }
    }

    /// <summary>Draws from the one-sided distribution: k with probability proportional to exp(-k numerator / denominator).</summary>
    private int DrawSize()
    {
        int remainder;
        do
        {
            remainder = _below(_denominator);
        }
        while (!IsHit(remainder, _denominator));

        var wholes = 0L;
        while (IsHit(1, 1))
        {
            wholes++;
        }

        return checked((int)((remainder + _denominator * wholes) / _numerator));
    }

    /// <summary>True with probability exp(-numerator / denominator), for a fraction from 0 to 1: by von Neumann's alternating series.</summary>
    private bool IsHit(int numerator, int denominator)
    {
        var tries = 1;
        while (_below(checked(denominator * tries)) < numerator)
        {
            tries++;
        }

        return tries % 2 == 1;
    }
}
