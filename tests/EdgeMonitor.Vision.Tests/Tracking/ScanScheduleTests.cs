using EdgeMonitor.Vision.Tracking;

namespace EdgeMonitor.Vision.Tests.Tracking;

public sealed class ScanScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly ScanSchedule _schedule = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));

    [Fact]
    public void IsDue_FirstFrame_Is() => Assert.True(_schedule.IsDue(Start, change: 0));

    [Fact]
    public void IsDue_WhileNothingIsNew_ComesTwiceAsLateUpToTheLongest()
    {
        _schedule.NoteScan(Start, found: 20, known: 0);
        Assert.Equal(1, SecondsUntilDue(Start));
        _schedule.NoteScan(Start, found: 20, known: 20);
        Assert.Equal(2, SecondsUntilDue(Start));
        _schedule.NoteScan(Start, found: 21, known: 20);
        Assert.Equal(4, SecondsUntilDue(Start));
        _schedule.NoteScan(Start, found: 20, known: 21);
        Assert.Equal(4, SecondsUntilDue(Start));
    }

    [Fact]
    public void IsDue_AfterNews_ComesSoon()
    {
        Settle();

        _schedule.NoteScan(Start, found: 15, known: 20);

        Assert.Equal(1, SecondsUntilDue(Start));
    }

    [Fact]
    public void IsDue_AfterALoss_ComesSoon()
    {
        Settle();

        _schedule.NoteLoss();

        Assert.Equal(1, SecondsUntilDue(Start));
    }

    [Fact]
    public void IsDue_SomethingStirs_ComesSoonButNotAtOnce()
    {
        Settle();

        Assert.False(_schedule.IsDue(Start.AddSeconds(0.5), ScanSchedule.Stir));
        Assert.True(_schedule.IsDue(Start.AddSeconds(1), ScanSchedule.Stir));
    }

    [Fact]
    public void IsDue_AnotherScene_IsAtOnce()
    {
        Settle();

        Assert.True(_schedule.IsDue(Start.AddMilliseconds(1), ScanSchedule.AnotherScene));
    }

    [Fact]
    public void IsDue_ClockSetBack_Is()
    {
        Settle();

        Assert.True(_schedule.IsDue(Start.AddSeconds(-1), change: 0));
    }

    private void Settle()
    {
        for (var scan = 0; scan < 5; scan++)
        {
            _schedule.NoteScan(Start, found: 20, known: 20);
        }

        Assert.Equal(4, SecondsUntilDue(Start));
    }

    private double SecondsUntilDue(DateTimeOffset from)
    {
        var seconds = 0.0;
        while (!_schedule.IsDue(from.AddSeconds(seconds), change: 0))
        {
            seconds += 0.5;
        }

        return seconds;
    }
}
