using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Agent.Tests.CameraControl;

public sealed class CameraGateTests
{
    private static readonly GateSource[] All = Enum.GetValues<GateSource>();

    private static readonly Closing?[] Verdicts =
    [
        null,
        new(ClosingCause.Switch, "Switch."),
        new(ClosingCause.Command, "Command."),
        new(ClosingCause.Schedule, "Schedule."),
        new(ClosingCause.Fault, "Fault."),
    ];

    private static Gen<(GateSource Source, Closing? Closing)[]> Histories =>
        Gen.Zip(Gen.Elements(All), Gen.Elements(Verdicts)).ListOf().Select(steps => steps.ToArray());

    [Fact]
    public void State_SomebodyHasNotSpokenYet_IsClosed()
    {
        var gate = new CameraGate(All);
        foreach (var source in All)
        {
            Assert.False(gate.State.IsOpen);
            Assert.Equal([ClosingCause.Fault], gate.State.Causes);
            gate.Set(source, closing: null);
        }

        Assert.True(gate.State.IsOpen);
        Assert.Null(gate.State.Causes);
        Assert.Null(gate.State.Reason);
    }

    /// <summary>The strictest wins: open exactly when the last word of every source is open, whatever went before.</summary>
    [Fact]
    public void State_AnyHistory_IsOpenExactlyWhileNobodyCloses() => Prop.ForAll(Histories.ToArbitrary(), history =>
    {
        var gate = new CameraGate(All);
        var last = All.ToDictionary(source => source, _ => (Closing?)new Closing(ClosingCause.Fault, ""));
        foreach (var (source, closing) in history)
        {
            gate.Set(source, closing);
            last[source] = closing;
            var expected = last.Values.OfType<Closing>().Select(verdict => verdict.Cause).Distinct().Order();
            Assert.Equal(last.Values.All(verdict => verdict is null), gate.State.IsOpen);
            Assert.Equal(expected, gate.State.Causes ?? []);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void State_OneMoreCloses_NeverOpens() => Prop.ForAll(
        Histories.ToArbitrary(),
        Gen.Zip(Gen.Elements(All), Gen.Elements(Verdicts.OfType<Closing>())).ToArbitrary(),
        (history, more) =>
        {
            var gate = new CameraGate(All);
            Array.ForEach(history, step => gate.Set(step.Source, step.Closing));
            gate.Set(more.Item1, more.Item2);
            return !gate.State.IsOpen;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void State_OrderOfLastWords_DoesNotMatter() => Prop.ForAll(
        Gen.Shuffle(All).ToArbitrary(),
        Gen.Elements(Verdicts).ArrayOf(All.Length).ToArbitrary(),
        (order, verdicts) =>
        {
            var (straight, shuffled) = (new CameraGate(All), new CameraGate(All));
            Array.ForEach(All, source => straight.Set(source, verdicts[(int)source]));
            Array.ForEach(order, source => shuffled.Set(source, verdicts[(int)source]));
            return straight.State.Closings.SequenceEqual(shuffled.State.Closings);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task WaitForOtherThanAsync_Change_WakesTheWaiter()
    {
        var gate = new CameraGate([GateSource.Request]);
        var known = gate.State;
        var waiting = gate.WaitForOtherThanAsync(known, TestContext.Current.CancellationToken);
        gate.Set(GateSource.Request, known.Closings[0]);
        Assert.False(waiting.IsCompleted);

        gate.Set(GateSource.Request, closing: null);

        Assert.True((await waiting).IsOpen);
    }

    [Fact]
    public void Set_SourceOfAnotherGate_Throws() =>
        Assert.Throws<ArgumentException>(() => new CameraGate([GateSource.Request]).Set(GateSource.Switch, closing: null));
}
