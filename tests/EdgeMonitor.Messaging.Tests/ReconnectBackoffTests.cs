using EdgeMonitor.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Messaging.Tests;

public sealed class ReconnectBackoffTests
{
    private static readonly TimeSpan Maximum = TimeSpan.FromSeconds(60);

    [Fact]
    public void Next_AnySeedAndMaximum_IsNeverNegativeNorAboveTheCeiling() => Prop.ForAll<int, PositiveInt>((seed, seconds) =>
    {
        var maximum = TimeSpan.FromSeconds(seconds.Get);
        var backoff = new ReconnectBackoff(new ManualTimeProvider(), new Random(seed), maximum);
        var ceiling = ReconnectBackoff.FirstCeiling;
        return Enumerable.Range(0, 100).All(_ =>
        {
            var allowed = ceiling < maximum ? ceiling : maximum;
            ceiling = allowed * 2;
            return backoff.Next() is var wait && wait >= TimeSpan.Zero && wait <= allowed;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Next_ConnectionsThatDoNotLast_GrowsAllTheSame() => Prop.ForAll<NonNegativeInt>(lasting =>
    {
        var clock = new ManualTimeProvider();
        var backoff = new ReconnectBackoff(clock, new LargestRandom(), Maximum);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            backoff.Connected();
            clock.Advance(TimeSpan.FromSeconds(lasting.Get % (int)ReconnectBackoff.StableTime.TotalSeconds));
            backoff.Next();
        }

        return backoff.Next() == Maximum;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Next_AfterAStableMinute_StartsAnew()
    {
        var clock = new ManualTimeProvider();
        var backoff = new ReconnectBackoff(clock, new LargestRandom(), Maximum);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            backoff.Next();
        }

        backoff.Connected();
        clock.Advance(ReconnectBackoff.StableTime);

        Assert.Equal(ReconnectBackoff.FirstCeiling, backoff.Next());
        Assert.Equal(2 * ReconnectBackoff.FirstCeiling, backoff.Next());
    }

    [Fact]
    public void Next_LongUptimeWithoutAConnection_DoesNotStartAnew()
    {
        var clock = new ManualTimeProvider();
        var backoff = new ReconnectBackoff(clock, new LargestRandom(), Maximum);
        backoff.Connected();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            backoff.Next();
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(Maximum, backoff.Next());
    }

    private sealed class LargestRandom : Random
    {
        public override double NextDouble() => 1;
    }
}
