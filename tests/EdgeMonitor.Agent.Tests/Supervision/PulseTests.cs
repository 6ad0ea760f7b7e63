using EdgeMonitor.Agent.Supervision;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Supervision;

public sealed class PulseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Beats_CountThatStands_OnlyWithinThePatience()
    {
        var pulse = new Pulse(_clock);

        _clock.Advance(Patience);
        Assert.True(pulse.Beats(0, Patience));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(pulse.Beats(0, Patience));
        Assert.Equal(TimeSpan.FromSeconds(31), pulse.Silence);
    }

    [Fact]
    public void Beats_CountThatRose_StartsTheWaitAnew()
    {
        var pulse = new Pulse(_clock);
        _clock.Advance(2 * Patience);

        Assert.True(pulse.Beats(1, Patience));
        _clock.Advance(2 * Patience);
        Assert.False(pulse.Beats(1, Patience));
        Assert.True(pulse.Beats(2, Patience));
    }

    [Fact]
    public void Rest_WithoutWork_BeatsHoweverLong()
    {
        var pulse = new Pulse(_clock);
        _clock.Advance(2 * Patience);

        pulse.Rest();

        Assert.True(pulse.Beats(0, Patience));
    }
}
