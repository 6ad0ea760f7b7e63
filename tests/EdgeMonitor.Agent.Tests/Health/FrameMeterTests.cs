using EdgeMonitor.Agent.Health;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Health;

public sealed class FrameMeterTests
{
    [Fact]
    public void Take_AfterFrames_GivesMeansAndStartsAnew()
    {
        var meter = new FrameMeter();
        meter.Add(Milliseconds(30), Milliseconds(20), Milliseconds(8));
        meter.Add(Milliseconds(50), Milliseconds(41), Milliseconds(4));

        Assert.Equal((2, new StageLatencies(40, 30.5, 6)), meter.Take());
        Assert.Equal((0, null), meter.Take());
    }

    [Fact]
    public void Take_WithoutExpressions_LeavesThemOut()
    {
        var meter = new FrameMeter();
        meter.Add(Milliseconds(30), Milliseconds(20), expression: null);

        Assert.Null(meter.Take().Latencies!.Expression);
    }

    private static TimeSpan Milliseconds(double count) => TimeSpan.FromMilliseconds(count);
}
