using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Tests.Support;

namespace EdgeMonitor.Dashboard.Tests.Lessons;

public sealed class LessonReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly Lesson Lesson = new()
    {
        Id = 1,
        Room = new RoomAddress("north", "room-12"),
        Title = "8b",
        Start = Start,
        Teacher = "alex",
    };

    [Fact]
    public void Of_Phases_HaveTheMeansOfTheirOwnWindows()
    {
        var lesson = Lesson with { Markers = [new(Start.AddMinutes(10), "Video"), new(Start.AddMinutes(20), "Group work")] };

        var report = ReportOf(lesson, 30, minute => minute < 10 ? 0.9 : minute < 20 ? 0.6 : 0.75);

        Assert.Equal(["", "Video", "Group work"], report.Phases.Select(phase => phase.Label));
        Assert.Equal([0.9, 0.6, 0.75], report.Phases.Select(phase => Math.Round(phase.Mean!.Value, 9)));
        Assert.All(report.Phases, phase => Assert.Equal((TimeSpan.FromMinutes(10), 1.0), (phase.Length, phase.Covered)));
        Assert.Equal(0.75, report.Mean!.Value, 9);
    }

    [Fact]
    public void Of_MarkerAtTheStart_LeavesNoEmptyPhaseBeforeIt()
    {
        var report = ReportOf(Lesson with { Markers = [new(Start.AddSeconds(5), "Video")] }, 10, _ => 0.5);

        Assert.Equal(["Video"], report.Phases.Select(phase => phase.Label));
    }

    [Fact]
    public void Of_SuppressedWindows_CountForNothing()
    {
        var report = ReportOf(Lesson, 20, minute => minute < 10 ? 0.8 : null);

        Assert.Equal((0.8, 0.5), (Math.Round(report.Mean!.Value, 9), report.Covered));
        Assert.Empty(report.Falls);
    }

    [Fact]
    public void ReleaseOf_SeveralDevicesAndLessons_IsThatOfTheLessonWithMostPeople()
    {
        var end = Start.AddMinutes(45);
        var expected = Samples.Release(Start.AddSeconds(2), end.AddSeconds(2), people: 23);
        LessonRelease[] releases =
        [
            Samples.Release(Start.AddHours(-1), Start.AddSeconds(1), people: 30),
            Samples.Release(Start.AddSeconds(1), end, LessonStatus.Closed),
            Samples.Release(Start.AddSeconds(1), end, people: 19),
            expected,
            Samples.Release(end.AddSeconds(-1), end.AddHours(1), people: 30),
        ];

        Assert.Same(expected, LessonReport.ReleaseOf(releases, Start, end));
        Assert.Null(LessonReport.ReleaseOf([releases[0], releases[^1]], Start, end));
    }

    [Fact]
    public void AttentiveShare_IsTheWindowsMeanOrElseTheReleases()
    {
        var release = Samples.Release(Start, Start.AddMinutes(10), people: 20, attentive: 15);

        Assert.Equal(0.9, (ReportOf(Lesson, 10, _ => 0.9) with { Release = release }).AttentiveShare!.Value, 9);
        Assert.Equal(0.75, (ReportOf(Lesson, 10, _ => null) with { Release = release }).AttentiveShare);
        Assert.Null(ReportOf(Lesson, 10, _ => null).AttentiveShare);
    }

    [Fact]
    public void Of_NoFigures_HasNone()
    {
        var report = ReportOf(Lesson, 10, _ => null);

        Assert.Null(report.Mean);
        Assert.Null(report.People);
        Assert.Null(Assert.Single(report.Phases).Mean);
        Assert.Empty(LessonReport.Of(Lesson, Start.AddMinutes(10), [], usual: null).Falls);
    }

    [Fact]
    public void Of_AttentionThatFalls_NamesTheTimeOnce()
    {
        var report = ReportOf(Lesson, 30, minute => minute < 15 ? 0.9 : 0.6);

        var fall = Assert.Single(report.Falls);
        Assert.Equal(Start.AddMinutes(15), fall.At);
        Assert.Equal(0.3, fall.Depth, 9);
    }

    [Fact]
    public void Of_AttentionThatStays_HasNoFall() =>
        Assert.Empty(ReportOf(Lesson, 30, minute => minute % 2 == 0 ? 0.75 : 0.7).Falls);

    [Fact]
    public void Write_SuppressedWindow_HasEmptyCellsAndFormulasAreHarmless()
    {
        var lesson = Lesson with { Markers = [new(Start, "=1+1")] };

        var lines = LessonCsv.Write(ReportOf(lesson, 1, minute => null)).Split("\r\n");

        Assert.Equal("window_start,window_end,phase,status,people,visible_share,attentive_share", lines[0]);
        Assert.Equal("2026-09-07T08:00:00Z,2026-09-07T08:00:30Z,\"'=1+1\",suppressed,,,", lines[1]);
    }

    private static LessonReport ReportOf(Lesson lesson, int minutes, Func<int, double?> share) => LessonReport.Of(
        lesson,
        lesson.Start.AddMinutes(minutes),
        [.. Enumerable.Range(0, 2 * minutes).Select(number => new DeviceWindow("cam-1", Window(lesson, number, share(number / 2))))],
        usual: null);

    private static RoomAggregate Window(Lesson lesson, int number, double? share)
    {
        var start = lesson.Start + (number * Samples.Length);
        return share is { } known
            ? Samples.Window(start, number, attentive: known)
            : Samples.Window(start, number, WindowStatus.Suppressed);
    }
}
