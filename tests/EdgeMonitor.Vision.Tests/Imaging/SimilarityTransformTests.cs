using System.Numerics;
using EdgeMonitor.Vision.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Vision.Tests.Imaging;

public sealed class SimilarityTransformTests
{
    private static readonly Vector2[] Points = [new(15, 19), new(33, 19), new(24, 29), new(17, 38), new(32, 38)];

    [Fact]
    public void Fit_PointsMovedByASimilarity_FindsIt() => Prop.ForAll(
        Gen.Choose(-180, 180).ToArbitrary(),
        Gen.Choose(1, 50).ToArbitrary(),
        Gen.Choose(-1000, 1000).ToArbitrary(),
        (degrees, tenths, shift) =>
        {
            var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
            var scale = tenths / 10f;
            var known = new SimilarityTransform(scale * cos, scale * sin, new Vector2(shift, -shift / 2f));

            var found = SimilarityTransform.Fit(Points, Array.ConvertAll(Points, known.Apply));

            return MathF.Abs(found.Scale - scale) < 1e-3f * scale
                && Points.All(point => Vector2.Distance(found.Apply(point), known.Apply(point)) < 0.01f);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Fit_PointsThatCoincide_StaysFinite()
    {
        var found = SimilarityTransform.Fit(new Vector2[5], Points);

        Assert.Equal(1, found.Scale);
    }
}
