using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>A thousand devices whose broker goes away, on a simulated clock.</summary>
public sealed class FleetTests
{
    private const int Devices = 1000;
    private static readonly TimeSpan Maximum = TimeSpan.FromSeconds(60);

    [Fact]
    public void Fleet_BrokerBackAtOnce_ConnectsSpreadOverTheFirstSeconds()
    {
        var perSecond = AttemptsPerSecond(brokerIsBackAfter: TimeSpan.Zero);

        Assert.Equal(Devices, perSecond.Sum());
        Assert.Equal(ReconnectBackoff.FirstCeiling.TotalSeconds, perSecond.Count);
        Assert.InRange(perSecond.Max(), 0, Devices / 3);
    }

    [Fact]
    public void Fleet_BrokerAwayForTenMinutes_ComesBackWithinAMinuteWithoutAStorm()
    {
        const int Outage = 600;

        var perSecond = AttemptsPerSecond(brokerIsBackAfter: TimeSpan.FromSeconds(Outage));

        // With waits of up to a minute, half a minute on average, a thousand devices try some 33 times a second.
        var returning = perSecond.Skip(Outage).ToList();
        Assert.Equal(Devices, returning.Sum());
        Assert.InRange(returning.Count, 0, (int)Maximum.TotalSeconds + 1);
        Assert.InRange(returning.Max(), 0, 60);
        Assert.InRange(perSecond.Skip((int)Maximum.TotalSeconds).Max(), 0, 70);
    }

    [Fact]
    public void Fleet_KickedRightAfterEveryConnect_SlowsDownAllTheSame()
    {
        const int Kicked = 600;

        var perSecond = AttemptsPerSecond(brokerIsBackAfter: TimeSpan.FromSeconds(Kicked), acceptsAndKicks: true);

        Assert.InRange(perSecond.Skip((int)Maximum.TotalSeconds).Take(Kicked).Max(), 0, 70);
    }

    /// <summary>How many devices try to connect in each second after all of them lost the broker at once.</summary>
    private static List<int> AttemptsPerSecond(TimeSpan brokerIsBackAfter, bool acceptsAndKicks = false)
    {
        var attempts = new List<int>();
        for (var device = 0; device < Devices; device++)
        {
            var clock = new ManualTimeProvider();
            var start = clock.GetUtcNow();
            var backoff = new ReconnectBackoff(clock, new Random(device), Maximum);
            TimeSpan elapsed;
            do
            {
                clock.Advance(backoff.Next());
                elapsed = clock.GetUtcNow() - start;
                while (attempts.Count <= (int)elapsed.TotalSeconds)
                {
                    attempts.Add(0);
                }

                attempts[(int)elapsed.TotalSeconds]++;
                if (acceptsAndKicks)
                {
                    backoff.Connected();
                }
            }
            while (elapsed < brokerIsBackAfter);
        }

        return attempts;
    }
}
