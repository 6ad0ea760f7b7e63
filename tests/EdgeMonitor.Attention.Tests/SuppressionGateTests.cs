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
    public void Decide_OnePersonComesAndGoes_NeverChangesItsMind() => Prop.ForAll(
        Gen.Choose(0, 12).ToArbitrary(),
        Gen.Elements(false, true).ArrayOf().ToArbitrary(),
        (others, stays) =>
        {
            var gate = new SuppressionGate(Minimum, margin: 1);
            var first = gate.Decide(others + 1);
            return first
                ? others < Minimum || stays.All(stay => gate.Decide(others + (stay ? 1 : 0)))
                : stays.All(stay => !gate.Decide(others + (stay ? 1 : 0)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_RisesAndFalls_OpensAboveTheMinimumAndClosesBelowIt()
    {
        var gate = new SuppressionGate(Minimum, margin: 1);

        var decisions = new[] { 5, 6, 5, 5, 4, 5, 6 }.Select(group => gate.Decide(group));

        Assert.Equal([false, true, true, true, false, false, true], decisions);
    }
}
