namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>
/// Whether probabilities mean what they say: of the answers given with 80 %, eight in ten have to be right. Fifteen bins of equal
/// width over the probability of the chosen answer (Guo, Pleiss, Sun, Weinberger 2017, arXiv:1706.04599).
/// </summary>
internal sealed class Calibration
{
    /// <summary>How many bins there are.</summary>
    public const int Bins = 15;

    private readonly (int Count, double Confidence, int Right)[] _bins = new (int, double, int)[Bins];

    /// <summary>Counts one answer.</summary>
    /// <param name="confidence">The probability that was given for it, 0..1.</param>
    /// <param name="right">Whether it was right.</param>
    public void Add(double confidence, bool right)
    {
        // The upper edge belongs to a bin, as in the paper.
        var place = Math.Clamp((int)Math.Ceiling(confidence * Bins) - 1, 0, Bins - 1);
        ref var bin = ref _bins[place];
        bin = (bin.Count + 1, bin.Confidence + confidence, bin.Right + (right ? 1 : 0));
    }

    /// <summary>The figures.</summary>
    public CalibrationFigures Figures()
    {
        var total = _bins.Sum(bin => bin.Count);
        var bins = _bins.Select((bin, i) => new CalibrationBin(
            (double)i / Bins, (double)(i + 1) / Bins, bin.Count,
            bin.Count > 0 ? bin.Confidence / bin.Count : null,
            bin.Count > 0 ? (double)bin.Right / bin.Count : null)).ToList();
        var error = bins.Sum(bin => bin.Count > 0 ? bin.Count * Math.Abs(bin.Accuracy!.Value - bin.Confidence!.Value) / total : 0);
        return new CalibrationFigures(error, bins);
    }
}
