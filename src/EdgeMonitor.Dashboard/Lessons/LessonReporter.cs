using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>Makes reports of lessons from the history.</summary>
public sealed class LessonReporter
{
    /// <summary>What is usual for a room is its mean over this time before the lesson.</summary>
    public static readonly TimeSpan UsualSpan = TimeSpan.FromDays(28);

    // Less would be compared with nothing but itself.
    private static readonly TimeSpan LeastForUsual = TimeSpan.FromHours(1);

    // A device answers within a second; somebody waits for the page.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly RoomBook _rooms;
    private readonly LiveRooms _live;
    private readonly HistoryReader _history;
    private readonly TimeProvider _time;

    /// <summary>Makes a reporter.</summary>
    public LessonReporter(RoomBook rooms, LiveRooms live, HistoryReader history, TimeProvider time)
    {
        _rooms = rooms;
        _live = live;
        _history = history;
        _time = time;
    }

    /// <summary>The report of a lesson as far as it has gone.</summary>
    public async Task<LessonReport> ReportAsync(Lesson lesson, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        var end = lesson.End ?? _time.GetUtcNow();
        var windows = await _rooms.LineAsync(lesson.Room, lesson.Start, end, cancellation);
        var usual = windows.Count == 0 ? null : await UsualAsync(lesson, windows[^1].Window.Mode, cancellation);
        var report = LessonReport.Of(lesson, end, windows, usual);
        return report with
        {
            IsReleased = IsReleased(lesson.Room),
            Release = report.Mean is null ? await ReleaseAsync(lesson, end, cancellation) : null,
        };
    }

    /// <summary>Waits a moment for what a device releases of a lesson that has just ended, so that its report is whole at first sight.</summary>
    public async Task AwaitReleaseAsync(Lesson lesson, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        using var enough = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellation);
        while (IsReleased(lesson.Room) && !either.IsCancellationRequested)
        {
            var change = _live.NextChange;
            if (await ReleaseAsync(lesson, _time.GetUtcNow(), cancellation) is not null)
            {
                return;
            }

            await change.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsReleased(RoomAddress room) => _rooms.Find(room)?.IsReleased is true;

    private async Task<LessonRelease?> ReleaseAsync(Lesson lesson, DateTimeOffset end, CancellationToken cancellation) =>
        LessonReport.ReleaseOf(await _history.ReleasesAsync(lesson.Room, lesson.Start, end, cancellation), lesson.Start, end);

    // Figures of another mode measure something else. Of several devices, the one with most figures speaks for the room.
    private async Task<double?> UsualAsync(Lesson lesson, AttentionMode mode, CancellationToken cancellation)
    {
        var hours = await _history.HoursAsync(lesson.Room, lesson.Start - UsualSpan, lesson.Start, cancellation);
        var device = hours
            .Where(hour => hour.Mode == mode && hour.AttentiveShare is not null)
            .GroupBy(hour => hour.Device, StringComparer.Ordinal)
            .Select(group => (Total: group.Sum(hour => hour.WithFigures.TotalSeconds),
                Attentive: group.Sum(hour => hour.AttentiveShare!.Value * hour.WithFigures.TotalSeconds)))
            .DefaultIfEmpty()
            .MaxBy(sums => sums.Total);
        return device.Total >= LeastForUsual.TotalSeconds ? device.Attentive / device.Total : null;
    }
}
