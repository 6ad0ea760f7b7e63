using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Hosting;

public sealed class OutboundTests
{
    [Fact]
    public void Send_NobodyReads_DropsTheOldestAndCounts()
    {
        var outbound = new Outbound();
        for (var sequence = 0; sequence < 100; sequence++)
        {
            outbound.Send(SampleWindow.Of(sequence));
        }

        Assert.Equal(100, outbound.Waiting + outbound.Dropped);
        Assert.True(outbound.Dropped > 0);
        Assert.True(outbound.Windows.TryRead(out var oldest));
        Assert.Equal(outbound.Dropped, oldest.Sequence);
    }

    [Fact]
    public void NewestHasNumbers_AfterWindows_FollowsTheNewest()
    {
        var outbound = new Outbound();
        Assert.False(outbound.NewestHasNumbers);

        outbound.Send(SampleWindow.Of(1) with { Status = WindowStatus.Ok });
        Assert.True(outbound.NewestHasNumbers);

        outbound.Send(SampleWindow.Of(2) with { Status = WindowStatus.Suppressed });
        Assert.False(outbound.NewestHasNumbers);
    }

    [Fact]
    public async Task Complete_WindowsThatWait_AreStillRead()
    {
        var outbound = new Outbound();
        outbound.Send(SampleWindow.Of(1));
        outbound.Complete();
        outbound.Send(SampleWindow.Of(2));

        var windows = await outbound.Windows.ReadAllAsync(TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, Assert.Single(windows).Sequence);
    }
}
