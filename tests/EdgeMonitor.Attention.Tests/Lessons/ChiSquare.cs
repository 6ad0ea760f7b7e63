namespace EdgeMonitor.Attention.Tests.Lessons;

/// <summary>Pearson's test of whether counts follow a distribution on the whole numbers.</summary>
internal static class ChiSquare
{
    /// <summary>Values that are expected less often are counted together: the test is an approximation for large numbers.</summary>
    private const double LeastExpected = 10;

    /// <summary>The standard normal quantile of a chance of one in a thousand.</summary>
    private const double OneInAThousand = 3.0902;

    /// <summary>Whether the counts are within what chance alone brings about in 999 of 1000 cases.</summary>
    /// <param name="counts">How often each value was drawn.</param>
    /// <param name="probability">How likely each is.</param>
    /// <param name="draws">How often was drawn.</param>
    public static bool Fits(IReadOnlyDictionary<int, int> counts, Func<int, double> probability, int draws)
    {
        var often = Enumerable.Range(-10_000, 20_001).Where(value => draws * probability(value) >= LeastExpected).ToList();
        var cells = often.Select(value => (Seen: (double)counts.GetValueOrDefault(value), Expected: draws * probability(value))).ToList();
        var rest = (Seen: draws - cells.Sum(cell => cell.Seen), Expected: draws - cells.Sum(cell => cell.Expected));
        if (rest.Expected >= LeastExpected)
        {
            cells.Add(rest);
        }

        var statistic = cells.Sum(cell => Math.Pow(cell.Seen - cell.Expected, 2) / cell.Expected);
        return statistic <= Critical(cells.Count - 1);
    }

    /// <summary>The value that chi-square passes once in a thousand times (Wilson and Hilferty 1931).</summary>
    private static double Critical(int freedom)
    {
        var spread = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - spread + OneInAThousand * Math.Sqrt(spread), 3);
    }
}
