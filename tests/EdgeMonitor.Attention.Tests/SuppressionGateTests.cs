using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Attention.Tests;

public sealed class SuppressionGateTests
{
    private const int Minimum = 5;

    [Fact]
    public void Decide_AnyGroups_NeverAdmitsLessThanTheMinimum() => Prop.ForAll(
        Gen.Choose(0, 12).ArrayOf().ToArbitrary(),
        groups =>
        {
            var gate = new SuppressionGate(Minimum, margin: 1);
            return groups.All(group => !gate.Decide(group) || group >= Minimum);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_OnePersonComesAndGoes_ChangesItsMindAtMostOnce() => Prop.ForAll(
        Gen.Choose(0, 12).ToArbitrary(),
        Gen.Choose(0, 12).ToArbitrary(),
        Gen.Elements(0, 1).ArrayOf().ToArbitrary(),
        (before, others, onePerson) =>
        {
            var gate = new SuppressionGate(Minimum, margin: 1);
            var decisions = onePerson.Prepend(before - others).Select(more => gate.Decide(others + more)).ToArray();
            return decisions.Zip(decisions.Skip(1)).Count(pair => pair.First != pair.Second) <= 1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_RisesAndFalls_OpensAboveTheMinimumAndClosesBelowIt()
    {
        var gate = new SuppressionGate(Minimum, margin: 1);

        var decisions = new[] { 5, 6, 5, 5, 4, 5, 6 }.Select(group => gate.Decide(group));

        Assert.Equal([false, true, true, true, false, false, true], decisions);
    }
}
