using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>How attention went in a lesson. Means are over time, and only over windows that carry figures.</summary>
public sealed record LessonReport
{
    /// <summary>The smallest fall that is worth a word, as a share.</summary>
    public const double SmallestFall = 0.1;

    private const int MostFalls = 3;

    private static readonly TimeSpan FallSpan = TimeSpan.FromMinutes(3);

    /// <summary>The lesson.</summary>
    public required Lesson Lesson { get; init; }

    /// <summary>Its end, or this moment while it runs.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The windows that speak for the room in the lesson, in the order of time.</summary>
    public required IReadOnlyList<DeviceWindow> Windows { get; init; }

    /// <summary>The mean attentive share; null where there are no figures.</summary>
    public double? Mean { get; init; }

    /// <summary>The most people who were present in a window; null where there are no figures.</summary>
    public int? People { get; init; }

    /// <summary>The part of the lesson with figures, 0..1.</summary>
    public required double Covered { get; init; }

    /// <summary>The phases, in the order of time.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>Where attention fell most, in the order of time.</summary>
    public required IReadOnlyList<Fall> Falls { get; init; }

    /// <summary>The room's usual mean attentive share; null where too little is known.</summary>
    public double? Usual { get; init; }

    /// <summary>Whether a device of the room tells of whole lessons only, so that windows without figures are no wonder.</summary>
    public bool IsReleased { get; init; }

    /// <summary>What such a device released of this lesson; null while nothing has come, and where windows have figures.</summary>
    public LessonRelease? Release { get; init; }

    /// <summary>The mean attentive share, or that of <see cref="Release"/>; null where there are no figures.</summary>
    public double? AttentiveShare => Mean ?? (Release is { People: { } people, Attentive: { } attentive } ? (double)attentive / people : null);

    /// <summary>Makes the report of <paramref name="lesson"/>, which ends at <paramref name="end"/>.</summary>
    public static LessonReport Of(Lesson lesson, DateTimeOffset end, IReadOnlyList<DeviceWindow> windows, double? usual)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        ArgumentNullException.ThrowIfNull(windows);
        var inside = windows.Where(one => one.Window.WindowStart < end && one.Window.WindowEnd > lesson.Start).ToList();
        var whole = Phase.Of(string.Empty, lesson.Start, end, inside);
        return new LessonReport
        {
            Lesson = lesson,
            End = end,
            Windows = inside,
            Mean = whole.Mean,
            People = inside.Max(one => one.Window.People),
            Covered = whole.Covered,
            Phases = PhasesOf(lesson, end, inside),
            Falls = FallsOf(inside),
            Usual = usual,
        };
    }

    /// <summary>
    /// Of what a room's devices released, the release of a lesson from <paramref name="start"/> to <paramref name="end"/>: one that shares
    /// half of the time, for clocks differ a little; one with numbers before one without, then the one that saw most people.
    /// </summary>
    public static LessonRelease? ReleaseOf(IEnumerable<LessonRelease> releases, DateTimeOffset start, DateTimeOffset end) => releases
        .Where(one => SharesHalf(one, start, end))
        .OrderBy(one => one.Status == LessonStatus.Ok ? 0 : 1)
        .ThenByDescending(one => one.People)
        .FirstOrDefault();

    // Half of the shorter of the two.
    private static bool SharesHalf(LessonRelease release, DateTimeOffset start, DateTimeOffset end)
    {
        var shared = Math.Min(release.LessonEnd.UtcTicks, end.UtcTicks) - Math.Max(release.LessonStart.UtcTicks, start.UtcTicks);
        return 2 * shared >= Math.Min((release.LessonEnd - release.LessonStart).Ticks, (end - start).Ticks);
    }

    private static IReadOnlyList<Phase> PhasesOf(Lesson lesson, DateTimeOffset end, IReadOnlyList<DeviceWindow> windows)
    {
        List<Marker> starts = [new(lesson.Start, string.Empty), .. lesson.Markers.Where(marker => marker.At < end)];
        return
        [
            .. starts
                .Select((marker, index) =>
                    Phase.Of(marker.Label, marker.At, index + 1 < starts.Count ? starts[index + 1].At : end, windows))

                // A marker set right at the start leaves nothing before it.
                .Where(phase => phase.Label.Length > 0 || phase.Length > TimeSpan.FromSeconds(30) || starts.Count == 1),
        ];
    }

    private static IReadOnlyList<Fall> FallsOf(List<DeviceWindow> windows)
    {
        var candidates = windows
            .Select(one => one.Window.WindowStart)
            .Select(at => (At: at, Before: MeanOf(windows, at - FallSpan, at), After: MeanOf(windows, at, at + FallSpan)))
            .Where(one => one is { Before: not null, After: not null })
            .Select(one => new Fall(one.At, one.Before!.Value, one.After!.Value))
            .Where(fall => fall.Depth >= SmallestFall - 1e-9)
            .OrderByDescending(fall => fall.Depth)
            .ThenBy(fall => fall.At);
        var falls = new List<Fall>();
        foreach (var candidate in candidates)
        {
            // Neighbouring windows see the same fall.
            if (falls.Count < MostFalls && falls.TrueForAll(fall => (fall.At - candidate.At).Duration() >= 2 * FallSpan))
            {
                falls.Add(candidate);
            }
        }

        return [.. falls.OrderBy(fall => fall.At)];
    }

    // One window is no trend: at least two of them, and half of the time.
    private static double? MeanOf(List<DeviceWindow> windows, DateTimeOffset from, DateTimeOffset to)
    {
        var some = windows
            .Where(one => one.Window.WindowStart >= from && one.Window.WindowEnd <= to && one.Window.AttentiveShare is not null)
            .ToList();
        var length = some.Sum(one => (one.Window.WindowEnd - one.Window.WindowStart).TotalSeconds);
        return some.Count >= 2 && length >= (to - from).TotalSeconds / 2 ? Phase.MeanOf(some.Select(one => one.Window)) : null;
    }
}
