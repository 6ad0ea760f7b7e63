using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Capture.Tests;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Next_AnySeed_DoublesUpToTheLimitAndIsShortenedByAtMostHalf()
        => Prop.ForAll<int>(seed =>
        {
            var backoff = new RestartBackoff(new CameraRestartOptions { MinimumSeconds = 1, MaximumSeconds = 10 }, new Random(seed));
            return Array.TrueForAll([1, 2, 4, 8, 10, 10, 10], full => backoff.Next().TotalSeconds is var pause && pause <= full && pause >= full / 2.0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reset_AfterFailures_StartsAnew()
    {
        var backoff = new RestartBackoff(new CameraRestartOptions { MinimumSeconds = 1, MaximumSeconds = 100 }, new Random(1));
        _ = backoff.Next();
        _ = backoff.Next();

        backoff.Reset();

        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }
}
