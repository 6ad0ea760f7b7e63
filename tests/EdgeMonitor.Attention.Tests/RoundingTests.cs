using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Attention.Tests;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(5, 5, 5, 5)]
    [InlineData(5, 5, 7, 5)]
    [InlineData(5, 5, 8, 10)]
    [InlineData(3, 5, 3, 5)]
    [InlineData(7, 5, 7, 10)]
    [InlineData(10, 10, 14, 10)]
    [InlineData(11, 10, 14, 20)]
    public void People_NearTheMinimum_IsNeverLessThanIt(int minimum, int step, int people, int expected)
    {
        var rounding = new Rounding(new AttentionOptions { MinimumGroup = minimum, PeopleStep = step });

        Assert.Equal(expected, rounding.People(people));
    }

    [Fact]
    public void Share_OfAnything_IsAStepWithinZeroAndOne() => Prop.ForAll(
        Gen.Elements(0.05, 0.1, 0.125, 0.2, 0.25, 0.5).ToArbitrary(),
        Gen.Choose(-100_000, 200_000).Select(value => value / 100_000.0).ToArbitrary(),
        (step, value) =>
        {
            var share = new Rounding(new AttentionOptions { ShareStep = step }).Share(value);
            var steps = share / step;
            return share is >= 0 and <= 1
                && Math.Abs(steps - Math.Round(steps)) < 1e-9
                && Math.Abs(share - Math.Clamp(value, 0, 1)) <= step / 2 + 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Share_ThreeSteps_IsWrittenWithoutATail() => Assert.Equal(0.15, new Rounding(new AttentionOptions()).Share(0.149));
}
