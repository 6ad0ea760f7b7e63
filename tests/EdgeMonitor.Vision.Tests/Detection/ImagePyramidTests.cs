using EdgeMonitor.Vision.Detection;

namespace EdgeMonitor.Vision.Tests.Detection;

public sealed class ImagePyramidTests
{
    [Fact]
    public void Levels_First_MakesTheSmallestFaceAsLargeAsTheWindow() =>
        Assert.Equal((640, 360), ImagePyramid.Levels(1280, 720, 24, 0.709).First());

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(37, 900)]
    [InlineData(641, 479)]
    public void Levels_All_ShrinkAndHoldAtLeastOneWindow(int width, int height)
    {
        var levels = ImagePyramid.Levels(width, height, 24, 0.709).ToList();

        Assert.NotEmpty(levels);
        Assert.All(levels, level => Assert.True(Math.Min(level.Width, level.Height) >= ProposalNetwork.WindowSize));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second.Width < pair.First.Width));
    }

    [Fact]
    public void Levels_FrameSmallerThanAFace_AreNone() => Assert.Empty(ImagePyramid.Levels(23, 23, 24, 0.709));
}
