using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>A part of a lesson, from one marker to the next.</summary>
public sealed record Phase
{
    /// <summary>The marker's label; empty before the first.</summary>
    public required string Label { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it lasted.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The mean attentive share; null where there are no figures.</summary>
    public double? Mean { get; init; }

    /// <summary>The lowest attentive share of a window; null where there are no figures.</summary>
    public double? Lowest { get; init; }

    /// <summary>The highest attentive share of a window; null where there are no figures.</summary>
    public double? Highest { get; init; }

    /// <summary>The part of the phase with figures, 0..1.</summary>
    public required double Covered { get; init; }

    /// <summary>Sums up the windows that have their middle between two times.</summary>
    public static Phase Of(string label, DateTimeOffset from, DateTimeOffset to, IEnumerable<DeviceWindow> windows)
    {
        List<RoomAggregate> figures =
        [
            .. windows.Select(one => one.Window).Where(window => window.AttentiveShare is not null && Middle(window) >= from && Middle(window) < to),
        ];
        return new Phase
        {
            Label = label,
            Start = from,
            Length = to - from,
            Mean = MeanOf(figures),
            Lowest = figures.Min(window => window.AttentiveShare),
            Highest = figures.Max(window => window.AttentiveShare),
            Covered = to > from ? Math.Clamp(figures.Sum(Seconds) / (to - from).TotalSeconds, 0, 1) : 0,
        };
    }

    /// <summary>The mean attentive share over time of windows with figures; null for none.</summary>
    public static double? MeanOf(IEnumerable<RoomAggregate> windows)
    {
        var (weighted, seconds) = windows.Aggregate(
            (0.0, 0.0), (sum, window) => (sum.Item1 + (window.AttentiveShare!.Value * Seconds(window)), sum.Item2 + Seconds(window)));
        return seconds > 0 ? weighted / seconds : null;
    }

    private static DateTimeOffset Middle(RoomAggregate window) => window.WindowStart + ((window.WindowEnd - window.WindowStart) / 2);

    private static double Seconds(RoomAggregate window) => (window.WindowEnd - window.WindowStart).TotalSeconds;
}
