using System.Numerics;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tests.Expression;

public sealed class FaceAlignmentTests
{
    private const int Side = FaceAlignment.Side;
    private static readonly Vector2[] Template = [new(15.6f, 18.8f), new(33.3f, 18.8f), new(24.4f, 29.0f), new(17.0f, 37.6f), new(32.0f, 37.6f)];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(2.5f, 20)]
    [InlineData(4.2f, 10)]
    [InlineData(0.5f, -30)]
    public void Cut_FaceOfAnySizeAndTilt_PutsTheLandmarksInTheirPlaces(float scale, float degrees)
    {
        // A frame whose luminance tells the place: in the face it must come out as the place in the template.
        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        Vector2 ToFrame(Vector2 p) => new(80 + scale * (cos * p.X - sin * p.Y), 60 + scale * (sin * p.X + cos * p.Y));
        using var frame = Gradient(320, 240, (x, y) =>
        {
            var (dx, dy) = ((x - 80) / scale, (y - 60) / scale);
            return 40 + 3 * (cos * dx + sin * dy);
        });
        var points = Array.ConvertAll(Template, ToFrame);
        var face = new byte[Side * Side];

        FaceAlignment.Cut(Mipmap(frame), new FaceLandmarks(points[0], points[1], points[2], points[3], points[4]), face);

        for (var x = 8; x < Side - 8; x++)
        {
            var expected = (40 + 3 * (x + 0.5f) - 16) * 255 / 219;
            Assert.InRange(face[24 * Side + x], expected - 3, expected + 3);
        }
    }

    [Fact]
    public void Cut_FaceBeyondTheEdge_RepeatsTheEdge()
    {
        using var frame = Gradient(64, 64, (_, _) => 235);
        var outside = Array.ConvertAll(Template, p => p - new Vector2(40, 40));
        var face = new byte[Side * Side];

        FaceAlignment.Cut(Mipmap(frame), new FaceLandmarks(outside[0], outside[1], outside[2], outside[3], outside[4]), face);

        Assert.All(face, value => Assert.Equal(255, value));
    }

    private static FrameMipmap Mipmap(Frame frame)
    {
        var picture = new FrameMipmap();
        picture.Load(frame);
        return picture;
    }

    private static Frame Gradient(int width, int height, Func<float, float, float> luminance)
    {
        var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                frame.Y[y * width + x] = (byte)Math.Clamp(luminance(x + 0.5f, y + 0.5f), 16, 235);
            }
        }

        return frame;
    }
}
