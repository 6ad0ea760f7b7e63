using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Vision.Tests;

public sealed class MaskTests
{
    private static readonly Gen<Polygon> AnyPolygon =
        from points in Gen.Choose(0, 100).Zip(Gen.Choose(0, 100)).ListOf(4)
        select Polygon.Parse(string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.Item1 / 100.0},{point.Item2 / 100.0}"))));

    [Fact]
    public async Task Analyze_FramesThatDifferOnlyUnderTheMask_GiveTheSameObservations()
    {
        using var photo = await PhotoAsync();
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1, MinimumFaceSize = 40 }, readExpressions: true);
        var found = 0;
        Prop.ForAll(
            AnyPolygon.ToArbitrary(),
            Gen.Elements(true, false).ToArbitrary(),
            Gen.Choose(1, 1_000_000).ToArbitrary(),
            (polygon, isRegion, seed) =>
            {
                var mask = PixelMask.Create(photo.Width, photo.Height, isRegion ? [] : [polygon], isRegion ? [polygon] : []);
                using var one = Copy(photo);
                using var other = Copy(photo);
                Disturb(other, (x, y) => polygon.Contains(x, y) != isRegion, new Random(seed));
                mask.Apply(one);
                mask.Apply(other);

                var expected = analyzer.Analyze(one).ToArray();

                found += expected.Length;
                Assert.Equal(expected, analyzer.Analyze(other).ToArray());
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

        // A mask that hides everything would prove nothing.
        Assert.True(found > 0);
    }

    [Fact]
    public async Task Analyze_MaskedFace_IsNotFound()
    {
        using var photo = await PhotoAsync();
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: false);
        var faces = analyzer.Analyze(photo).ToArray();
        var first = faces.MinBy(face => face.Box.Left);
        var edge = first.Box.Right / photo.Width;
        PixelMask.Create(photo.Width, photo.Height, [Polygon.Parse(FormattableString.Invariant($"0,0 {edge:F4},0 {edge:F4},1 0,1"))], []).Apply(photo);

        var left = analyzer.Analyze(photo).ToArray();

        Assert.NotEmpty(left);
        Assert.DoesNotContain(left, face => face.Box.IntersectionWith(first.Box) > first.Box.Area / 2);
    }

    private static void Disturb(Frame frame, Func<double, double, bool> isHidden, Random noise)
    {
        for (var y = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++)
            {
                if (isHidden((x + 0.5) / frame.Width, (y + 0.5) / frame.Height))
                {
                    frame.Y[y * frame.Width + x] = (byte)noise.Next(256);
                    frame.U[y / 2 * frame.ChromaWidth + x / 2] = (byte)noise.Next(256);
                    frame.V[y / 2 * frame.ChromaWidth + x / 2] = (byte)noise.Next(256);
                }
            }
        }
    }

    private static Frame Copy(Frame frame)
    {
        var copy = new Frame(frame.Width, frame.Height);
        frame.Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    private static async Task<Frame> PhotoAsync()
    {
        var path = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", "sample5.jpg");
        await foreach (var frame in MediaReader.ReadAllAsync(path))
        {
            return frame;
        }

        throw new InvalidOperationException($"{path} holds no picture.");
    }
}
