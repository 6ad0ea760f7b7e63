using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tests.Imaging;

public sealed class FrameMipmapTests
{
    [Theory]
    [InlineData(256, 144)]
    [InlineData(203, 117)]
    public void Load_AnyFrame_MakesEveryPixelTheMeanOfItsSquare(int width, int height)
    {
        using var frame = Noise(width, height);
        var picture = new FrameMipmap();

        picture.Load(frame);

        Assert.True(picture.Levels > 2);
        for (var level = 1; level < picture.Levels; level++)
        {
            for (var channel = 0; channel < FrameMipmap.Channels; channel++)
            {
                CompareMeans(picture, channel, level);
            }
        }
    }

    [Theory]
    [InlineData(1, 24, 0)]
    [InlineData(47, 24, 0)]
    [InlineData(48, 24, 1)]
    [InlineData(200, 48, 2)]
    [InlineData(100_000, 24, 4)]
    public void LevelFor_ASide_IsTheSmallestThatIsLargeEnough(float side, int pixels, int expected)
    {
        using var frame = Noise(640, 480);
        var picture = new FrameMipmap();
        picture.Load(frame);

        Assert.Equal(expected, picture.LevelFor(side, pixels));
    }

    private static void CompareMeans(FrameMipmap picture, int channel, int level)
    {
        var plane = picture.Plane(channel, level);
        var source = picture.Plane(channel, channel == 0 ? 0 : 1);
        var square = 1 << (channel == 0 ? level : level - 1);
        for (var y = 0; y < picture.HeightAt(level); y++)
        {
            for (var x = 0; x < picture.WidthAt(level); x++)
            {
                var sum = 0;
                for (var pixel = 0; pixel < square * square; pixel++)
                {
                    sum += source.Samples[(y * square + pixel / square) * source.Stride + x * square + pixel % square];
                }

                // Each level rounds once.
                Assert.Equal((double)sum / (square * square), plane.Samples[y * plane.Stride + x], tolerance: level);
            }
        }
    }

    private static Frame Noise(int width, int height)
    {
        var frame = new Frame(width, height);
        new Random(1).NextBytes(frame.Pixels.Span);
        return frame;
    }
}
