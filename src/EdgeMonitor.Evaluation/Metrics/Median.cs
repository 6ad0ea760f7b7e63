namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>The value in the middle: of times on a busy machine it says more than the mean.</summary>
internal static class Median
{
    /// <summary>The median of at least one value, the upper one of two in the middle.</summary>
    public static double Of(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
