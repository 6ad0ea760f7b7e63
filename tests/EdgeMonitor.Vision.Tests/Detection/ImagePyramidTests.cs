using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tests.Detection;

public sealed class ImagePyramidTests
{
    [Fact]
    public void LevelsOf_First_MakesTheSmallestFaceAsLargeAsTheWindow()
    {
        var first = LevelsOf(1280, 720)[0];

        Assert.Equal((640, 360, 2f, 2f), (first.Width, first.Height, first.ScaleX, first.ScaleY));
    }

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(37, 900)]
    [InlineData(641, 479)]
    public void LevelsOf_All_ShrinkAndHoldAtLeastOneWindow(int width, int height)
    {
        var levels = LevelsOf(width, height);

        Assert.NotEmpty(levels);
        Assert.All(levels, level => Assert.True(Math.Min(level.Width, level.Height) >= ProposalNetwork.WindowSize));
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second.Width < pair.First.Width));
    }

    [Fact]
    public void LevelsOf_FrameSmallerThanAFace_AreNone() => Assert.Empty(LevelsOf(23, 23));

    [Fact]
    public void Load_SmoothPicture_PutsEveryPlaceWhereTheScaleSays()
    {
        // Luminance and chroma rise with the column, so that a pixel tells where it comes from.
        using var frame = new Frame(640, 360);
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                frame.Y[y * frame.Width + x] = (byte)(x / 3);
                frame.U[y / 2 * frame.ChromaWidth + x / 2] = (byte)(x / 3);
                frame.V[y / 2 * frame.ChromaWidth + x / 2] = (byte)(y / 2);
            }
        }

        var picture = new FrameMipmap();
        picture.Load(frame);
        var pyramid = new ImagePyramid(ImagePyramid.LevelsOf(picture, 24, 0.709));
        pyramid.Load(picture);

        for (var index = 0; index < pyramid.Levels.Count; index++)
        {
            var level = pyramid.Levels[index];
            for (var x = 0; x < level.Width; x++)
            {
                var row = level.Height / 2;
                var place = (x + 0.5f) * level.ScaleX;
                Assert.InRange(pyramid.Plane(index, 0).Samples[row * level.Width + x], place / 3 - 5, place / 3 + 5);
                Assert.InRange(pyramid.Plane(index, 1).Samples[row * level.Width + x], place / 3 - 5, place / 3 + 5);
            }

            for (var y = 0; y < level.Height; y++)
            {
                var place = (y + 0.5f) * level.ScaleY;
                Assert.InRange(pyramid.Plane(index, 2).Samples[y * level.Width], place / 2 - 10, place / 2 + 10);
            }
        }
    }

    private static IReadOnlyList<PyramidLevel> LevelsOf(int width, int height)
    {
        using var frame = new Frame(width, height);
        var picture = new FrameMipmap();
        picture.Load(frame);
        return ImagePyramid.LevelsOf(picture, 24, 0.709);
    }
}
