using EdgeMonitor.Agent.Pacing;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Pacing;

public sealed class PaceGovernorTests
{
    private static readonly MachineState Well = new(Celsius: 50, Throttled: false);
    private readonly PaceGovernor _pace = new(new PaceOptions { FramesPerSecond = 10, HotCelsius = 80 });
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, 10)]
    [InlineData(30, 10)]
    [InlineData(12, 10)]
    [InlineData(5, 5)]
    public void Takes_FramesOfACamera_AsManyAsWanted(double cameraRate, double expected)
    {
        var taken = 0;
        for (var frame = 0; frame < 60 * cameraRate; frame++)
        {
            taken += _pace.Takes(_now.AddSeconds(frame / cameraRate)) ? 1 : 0;
        }

        Assert.InRange(taken / 60.0, expected * 0.97, expected * 1.03);
    }

    [Fact]
    public void Takes_AfterAPauseOrAStepOfTheClock_GoesOn()
    {
        Assert.True(_pace.Takes(_now));
        Assert.True(_pace.Takes(_now.AddHours(1)));
        Assert.False(_pace.Takes(_now.AddHours(1).AddMilliseconds(20)));
        Assert.True(_pace.Takes(_now.AddHours(-1)));
    }

    [Theory]
    [InlineData(80.0, false, 0.1, RateReduction.Hot)]
    [InlineData(50.0, true, 0.1, RateReduction.Throttled)]
    [InlineData(null, null, 0.95, RateReduction.Late)]
    public void Adapt_DeviceInTrouble_GoesDownInStepsAndSaysWhy(double? celsius, bool? throttled, double busy, RateReduction reason)
    {
        List<double> targets = [];
        for (var period = 0; period < 10; period++)
        {
            Pass(new MachineState(celsius, throttled), busy);
            targets.Add(_pace.TargetPerSecond);
        }

        Assert.Equal([7, 5, 3.5, 2.5, 1.5, 1.5], targets.Take(6));
        Assert.Equal(reason, _pace.Reason);
    }

    [Fact]
    public void Adapt_DeviceWellAgain_GoesUpAStepAtATime()
    {
        Pass(Well with { Celsius = 85 }, busy: 0.1);
        Pass(Well with { Celsius = 85 }, busy: 0.1);

        Pass(Well, busy: 0.1);
        Pass(Well, busy: 0.1);
        Assert.Equal(5, _pace.TargetPerSecond);
        Pass(Well, busy: 0.1);
        Assert.Equal(7, _pace.TargetPerSecond);
        Assert.Equal(RateReduction.Hot, _pace.Reason);
        Pass(Well, busy: 0.1);
        Pass(Well, busy: 0.1);
        Pass(Well, busy: 0.1);
        Assert.Equal(10, _pace.TargetPerSecond);
        Assert.Null(_pace.Reason);
    }

    [Theory]
    [InlineData(78.0, 0.1)]
    [InlineData(50.0, 0.7)]
    public void Adapt_ANextStepThatWouldBeTooMuch_StaysDown(double celsius, double busy)
    {
        Pass(Well with { Celsius = 85 }, busy: 0.1);

        for (var period = 0; period < 10; period++)
        {
            Pass(Well with { Celsius = celsius }, busy);
        }

        Assert.Equal(7, _pace.TargetPerSecond);
    }

    private void Pass(MachineState machine, double busy)
    {
        _pace.Adapt(_now, () => machine);
        _pace.Note(busy * PaceGovernor.Period);
        _now += PaceGovernor.Period;
        _pace.Adapt(_now, () => machine);
    }
}
