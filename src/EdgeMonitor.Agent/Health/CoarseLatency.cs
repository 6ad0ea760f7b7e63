using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Health;

/// <summary>
/// Latencies that tell whether a device keeps up, but hardly how many faces it looked at: each is rounded up to 1, 2 or 5 times a
/// power of ten milliseconds.
/// </summary>
internal static class CoarseLatency
{
    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>Coarse latencies; null for null.</summary>
    public static StageLatencies? Of(StageLatencies? latencies) => latencies is null
        ? null
        : new StageLatencies(
            RoundUp(latencies.Total), RoundUp(latencies.Detection), latencies.Expression is { } expression ? RoundUp(expression) : null);

    /// <summary>Rounds up, to at least one millisecond.</summary>
    internal static double RoundUp(double milliseconds)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(milliseconds, 1))));
        return Steps.Select(step => step * power).First(step => step >= Math.Max(milliseconds, 1));
    }
}
