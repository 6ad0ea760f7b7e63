using EdgeMonitor.Agent.Health;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Tests.Health;

public sealed class CoarseLatencyTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3, 1)]
    [InlineData(1, 1)]
    [InlineData(1.01, 2)]
    [InlineData(4.4, 5)]
    [InlineData(5.1, 10)]
    [InlineData(9.99, 10)]
    [InlineData(10, 10)]
    [InlineData(41.7, 50)]
    [InlineData(730, 1000)]
    public void Of_AnyLatency_IsRoundedUpToACoarseStep(double milliseconds, double expected) =>
        Assert.Equal(
            new StageLatencies(expected, expected, expected), CoarseLatency.Of(new StageLatencies(milliseconds, milliseconds, milliseconds)));

    [Fact]
    public void Of_WithoutExpressions_HasNoneEither()
    {
        Assert.Null(CoarseLatency.Of(new StageLatencies(3, 2))!.Expression);
        Assert.Null(CoarseLatency.Of(null));
    }
}
