namespace EdgeMonitor.Capture.Tests;

public sealed class PolygonTests
{
    [Theory]
    [InlineData(0.1, 0.1, true)]
    [InlineData(0.45, 0.01, true)]
    [InlineData(0.45, 0.45, false)]
    [InlineData(0.75, 0.25, false)]
    public void Contains_Triangle_IsItsInside(double x, double y, bool expected) =>
        Assert.Equal(expected, Polygon.Parse("0,0 0.5,0 0,0.5").Contains(x, y));

    [Fact]
    public void Contains_StarThatCrossesItself_FollowsTheEvenOddRule()
    {
        var star = Polygon.Parse("0.5,0 0.8,1 0,0.4 1,0.4 0.2,1");

        Assert.False(star.Contains(0.5, 0.55));
        Assert.True(star.Contains(0.5, 0.2));
    }

    [Theory]
    [InlineData(null, "three")]
    [InlineData("", "three")]
    [InlineData("0,0 1,1", "three")]
    [InlineData("0,0 1,1 1", "\"1\"")]
    [InlineData("0,0 1,1 1,1.1", "\"1,1.1\"")]
    [InlineData("0,0 1,1 -0.1,0", "\"-0.1,0\"")]
    [InlineData("0,0 1,1 a,0", "\"a,0\"")]
    public void TryParse_NoPolygon_SaysWhatIsWrong(string? text, string expected)
    {
        Assert.False(Polygon.TryParse(text, out _, out var mistake));
        Assert.Contains(expected, mistake, StringComparison.Ordinal);
    }
}
