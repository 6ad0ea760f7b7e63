using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Capture.Tests;

public sealed class PixelMaskTests
{
    private static readonly Gen<(double X, double Y)> AnyPoint =
        from x in Gen.Choose(0, 100)
        from y in Gen.Choose(0, 100)
        select (x / 100.0, y / 100.0);

    private static readonly Gen<Polygon> AnyPolygon =
        from count in Gen.Choose(3, 6)
        from points in AnyPoint.ListOf(count)
        select Polygon.Parse(FormattableString.Invariant($"{string.Join(' ', points.Select(point => FormattableString.Invariant($"{point.X},{point.Y}")))}"));

    private static readonly Gen<(int Width, int Height, List<Polygon> Masks, List<Polygon> Regions)> AnyScene =
        from width in Gen.Choose(1, 40)
        from height in Gen.Choose(1, 40)
        from masks in Gen.Choose(0, 2).SelectMany(count => AnyPolygon.ListOf(count))
        from regions in Gen.Choose(0, 2).SelectMany(count => AnyPolygon.ListOf(count))
        select (width, height, masks.ToList(), regions.ToList());

    [Fact]
    public void Apply_FramesThatDifferOnlyWhereNobodyMayLook_AreTheSameAfterwards() => Prop.ForAll(
        AnyScene.ToArbitrary(),
        scene =>
        {
            var mask = PixelMask.Create(scene.Width, scene.Height, scene.Masks, scene.Regions);
            using var one = Noise(scene.Width, scene.Height, seed: 1);
            using var other = Noise(scene.Width, scene.Height, seed: 1);
            var noise = new Random(2);
            for (var y = 0; y < scene.Height; y++)
            {
                for (var x = 0; x < scene.Width; x++)
                {
                    if (IsHidden(scene.Masks, scene.Regions, (x + 0.5) / scene.Width, (y + 0.5) / scene.Height))
                    {
                        var chroma = y / 2 * other.ChromaWidth + x / 2;
                        other.Y[y * scene.Width + x] = (byte)noise.Next(256);
                        other.U[chroma] = (byte)noise.Next(256);
                        other.V[chroma] = (byte)noise.Next(256);
                    }
                }
            }

            mask.Apply(one);
            mask.Apply(other);

            return one.Pixels.Span.SequenceEqual(other.Pixels.Span);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_APixelTwoStepsFromAllThatIsHidden_IsLeftAlone() => Prop.ForAll(
        AnyScene.ToArbitrary(),
        scene =>
        {
            using var frame = Noise(scene.Width, scene.Height, seed: 1);
            using var before = Noise(scene.Width, scene.Height, seed: 1);

            PixelMask.Create(scene.Width, scene.Height, scene.Masks, scene.Regions).Apply(frame);

            for (var i = 0; i < frame.Y.Length; i++)
            {
                var (x, y) = (i % scene.Width, i / scene.Width);
                if (!HiddenNear(scene, x, y))
                {
                    Assert.Equal(before.Y[i], frame.Y[i]);
                    Assert.Equal(before.U[y / 2 * frame.ChromaWidth + x / 2], frame.U[y / 2 * frame.ChromaWidth + x / 2]);
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Covers_AnyRectangle_AgreesWithLookingAtEveryPixel() => Prop.ForAll(
        AnyScene.ToArbitrary(),
        Gen.Choose(-3, 43).Four().ToArbitrary(),
        (scene, corners) =>
        {
            var (left, right) = (Math.Min(corners.Item1, corners.Item2), Math.Max(corners.Item1, corners.Item2));
            var (top, bottom) = (Math.Min(corners.Item3, corners.Item4), Math.Max(corners.Item3, corners.Item4));
            var mask = PixelMask.Create(scene.Width, scene.Height, scene.Masks, scene.Regions);
            using var frame = new Frame(scene.Width, scene.Height);
            frame.Y.Fill(200);
            mask.Apply(frame);

            var visible = false;
            for (var i = 0; i < frame.Y.Length; i++)
            {
                visible |= frame.Y[i] == 200
                    && i % scene.Width >= left && i % scene.Width < right && i / scene.Width >= top && i / scene.Width < bottom;
            }

            // Squares that reach out of the rectangle may make it answer no where yes were right; never the other way round.
            Assert.False(visible && mask.Covers(left, top, right, bottom));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Create_LeftHalfMasked_HidesHalfAndCoversIt()
    {
        var mask = PixelMask.Create(640, 480, [Polygon.Parse("0,0 0.5,0 0.5,1 0,1")], []);

        Assert.Equal(0.5, mask.Share);
        Assert.True(mask.Covers(0, 0, 320, 480));
        Assert.False(mask.Covers(0, 0, 322, 480));
    }

    [Fact]
    public void Create_ARegion_HidesAllElse()
    {
        var mask = PixelMask.Create(640, 480, [], [Polygon.Parse("0,0.25 1,0.25 1,1 0,1")]);

        Assert.Equal(0.25, mask.Share);
        Assert.True(mask.Covers(0, 0, 640, 120));
    }

    [Fact]
    public void Apply_FrameOfAnotherSize_Throws()
    {
        var mask = PixelMask.Create(640, 480, [], []);
        using var frame = new Frame(480, 640);

        Assert.Throws<ArgumentException>(() => mask.Apply(frame));
    }

    private static bool HiddenNear((int Width, int Height, List<Polygon> Masks, List<Polygon> Regions) scene, int x, int y) =>
        Enumerable.Range(-1, 3).Any(dx => Enumerable.Range(-1, 3).Any(dy =>
            IsHidden(scene.Masks, scene.Regions, (x + dx + 0.5) / scene.Width, (y + dy + 0.5) / scene.Height)));

    // The definition, in the words of the configuration.
    private static bool IsHidden(List<Polygon> masks, List<Polygon> regions, double x, double y) =>
        masks.Exists(polygon => polygon.Contains(x, y)) || (regions.Count > 0 && !regions.Exists(polygon => polygon.Contains(x, y)));

    private static Frame Noise(int width, int height, int seed)
    {
        var frame = new Frame(width, height);
        new Random(seed).NextBytes(frame.Pixels.Span);
        return frame;
    }
}
