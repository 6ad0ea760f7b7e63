using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tests.Imaging;

public sealed class QualityMeterTests
{
    [Theory]
    [InlineData(16, true)]
    [InlineData(33, true)]
    [InlineData(35, false)]
    [InlineData(120, false)]
    public void Luminance_EvenFrame_IsItsMean(byte luminance, bool isTooDark)
    {
        using var frame = Even(640, 360, luminance);

        var quality = new PictureQuality(QualityMeter.Luminance(Mipmap(frame), mask: null), Sharpness: 1);

        Assert.Equal(luminance, quality.Luminance, tolerance: 0.5);
        Assert.Equal(isTooDark, quality.IsTooDark);
    }

    [Fact]
    public void Luminance_MaskedPart_DoesNotMakeARoomDark()
    {
        using var frame = Even(640, 360, 60);
        var mask = PixelMask.Create(640, 360, [Polygon.Parse("0,0 0.9,0 0.9,1 0,1")], []);
        mask.Apply(frame);

        Assert.Equal(60, QualityMeter.Luminance(Mipmap(frame), mask), tolerance: 6.0);
    }

    [Fact]
    public async Task Sharpness_PhotoAndItsBlur_TellsThemApart()
    {
        var path = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", "sample5.jpg");
        await foreach (var frame in MediaReader.ReadAllAsync(path, cancellationToken: TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                Assert.False(new PictureQuality(120, QualityMeter.Sharpness(Mipmap(frame))).IsBlurred);
                Blur(frame, radius: 12);
                Assert.True(new PictureQuality(120, QualityMeter.Sharpness(Mipmap(frame))).IsBlurred);
            }
        }
    }

    [Fact]
    public void Sharpness_Wall_CannotBeTold()
    {
        using var frame = Even(640, 360, 120);

        Assert.Equal(1, QualityMeter.Sharpness(Mipmap(frame)));
    }

    private static void Blur(Frame frame, int radius)
    {
        // Twice the mean of a running window, along the rows, which are what is measured.
        for (var pass = 0; pass < 2; pass++)
        {
            for (var y = 0; y < frame.Height; y++)
            {
                var row = frame.Y.Slice(y * frame.Width, frame.Width);
                var sharp = row.ToArray();
                for (var x = 0; x < row.Length; x++)
                {
                    var (from, to) = (Math.Max(0, x - radius), Math.Min(row.Length, x + radius + 1));
                    row[x] = (byte)sharp[from..to].Average(value => value);
                }
            }
        }
    }

    private static FrameMipmap Mipmap(Frame frame)
    {
        var picture = new FrameMipmap();
        picture.Load(frame);
        return picture;
    }

    private static Frame Even(int width, int height, byte luminance)
    {
        var frame = new Frame(width, height);
        frame.Y.Fill(luminance);
        frame.U.Fill(128);
        frame.V.Fill(128);
        return frame;
    }
}
