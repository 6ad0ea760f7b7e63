using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Tracking;

namespace EdgeMonitor.Vision.Tests.Tracking;

public sealed class SceneChangeTests
{
    private readonly SceneChange _scene = new();
    private readonly FrameMipmap _picture = new();

    [Fact]
    public void Measure_NothingRemembered_IsAll() => Assert.Equal(1, Measure(640, 480, _ => 100));

    [Fact]
    public void Measure_Noise_IsNone()
    {
        Remember(640, 480, _ => 100);
        var random = new Random(1);

        Assert.Equal(0, Measure(640, 480, _ => (byte)random.Next(85, 115)));
    }

    [Fact]
    public void Measure_AQuarterOfThePicture_IsAQuarter()
    {
        Remember(640, 480, _ => 100);

        Assert.Equal(0.25, Measure(640, 480, i => i % 640 < 160 ? (byte)180 : (byte)100), 0.02);
    }

    [Fact]
    public void Measure_AnotherSize_IsAll()
    {
        Remember(640, 480, _ => 100);

        Assert.Equal(1, Measure(640, 360, _ => 100));
    }

    private double Measure(int width, int height, Func<int, byte> luminance)
    {
        using var frame = Load(width, height, luminance);
        return _scene.Measure(_picture);
    }

    private void Remember(int width, int height, Func<int, byte> luminance)
    {
        using var frame = Load(width, height, luminance);
        _scene.Remember(_picture);
    }

    private Frame Load(int width, int height, Func<int, byte> luminance)
    {
        var frame = new Frame(width, height);
        for (var i = 0; i < frame.Y.Length; i++)
        {
            frame.Y[i] = luminance(i);
        }

        _picture.Load(frame);
        return frame;
    }
}
