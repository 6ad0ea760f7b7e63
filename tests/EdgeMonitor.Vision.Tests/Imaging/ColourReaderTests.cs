using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tests.Imaging;

public sealed class ColourReaderTests
{
    private const int Side = 24;

    [Fact]
    public void Crop_RedFrame_GivesRedFirst()
    {
        // BT.601, limited range: full red.
        using var frame = Plain(64, 64, 81, 90, 240);
        var pixels = new byte[3 * Side * Side];

        var shown = new ColourReader().Crop(Mipmap(frame), new BoundingBox(8, 8, 56, 56), pixels, Side);

        Assert.Equal(new BoundingBox(8, 8, 56, 56), shown);
        Assert.All(pixels.Take(Side * Side), value => Assert.InRange(value, 250, 255));
        Assert.All(pixels.Skip(Side * Side), value => Assert.InRange(value, 0, 5));
    }

    [Fact]
    public void Crop_BeyondTheFrame_IsBlackThere()
    {
        using var frame = Plain(64, 64, 235, 128, 128);
        var pixels = new byte[3 * Side * Side];

        new ColourReader().Crop(Mipmap(frame), new BoundingBox(-24, 0, 24, 48), pixels, Side);

        for (var i = 0; i < pixels.Length; i++)
        {
            Assert.InRange(pixels[i], i % Side < Side / 2 ? 0 : 250, i % Side < Side / 2 ? 5 : 255);
        }
    }

    [Theory]
    [InlineData(-500, -500, -400, -400)]
    [InlineData(63.6f, 10, 93, 40)]
    [InlineData(10, 10, 10.2f, 10.2f)]
    public void Crop_AnyBox_FillsTheTarget(float left, float top, float right, float bottom)
    {
        using var frame = Plain(64, 64, 16, 128, 128);
        var pixels = new byte[3 * Side * Side];
        pixels.AsSpan().Fill(200);

        new ColourReader().Crop(Mipmap(frame), new BoundingBox(left, top, right, bottom), pixels, Side);

        Assert.All(pixels, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Crop_OfALargeFace_TellsWhatItShows()
    {
        // The luminance tells the column: whatever level of the mipmap the window comes from, it must show what it says.
        using var frame = Plain(640, 480, 0, 128, 128);
        for (var i = 0; i < frame.Y.Length; i++)
        {
            frame.Y[i] = (byte)(16 + i % frame.Width / 3);
        }

        var pixels = new byte[3 * Side * Side];
        var shown = new ColourReader().Crop(Mipmap(frame), new BoundingBox(101.3f, 33.3f, 411.7f, 343.7f), pixels, Side);

        for (var x = 0; x < Side; x++)
        {
            var column = shown.Left + (x + 0.5f) * shown.Width / Side;
            Assert.Equal(column / 3 * 255 / 219, pixels[12 * Side + x], tolerance: 6.0);
        }
    }

    private static FrameMipmap Mipmap(Frame frame)
    {
        var picture = new FrameMipmap();
        picture.Load(frame);
        return picture;
    }

    private static Frame Plain(int width, int height, byte y, byte u, byte v)
    {
        var frame = new Frame(width, height);
        frame.Y.Fill(y);
        frame.U.Fill(u);
        frame.V.Fill(v);
        return frame;
    }
}
