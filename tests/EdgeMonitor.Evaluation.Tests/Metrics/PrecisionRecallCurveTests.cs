using EdgeMonitor.Evaluation.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Evaluation.Tests.Metrics;

public sealed class PrecisionRecallCurveTests
{
    private const double Tolerance = 1e-12;

    /// <summary>Found faces, and how many were drawn: at least as many as were hit, and at least one.</summary>
    private static readonly Gen<(ScoredHit[] Found, int Drawn)> AnyResult =
        from found in (from score in Gen.Choose(1, 20)
                       from hit in Gen.Elements(true, false)
                       select new ScoredHit(score / 20.0, hit)).ArrayOf()
        from missed in Gen.Choose(0, 10)
        select (found, Math.Max(1, found.Count(face => face.IsHit) + missed));

    [Fact]
    public void AveragePrecision_OfFourFaces_IsTheAreaByHand()
    {
        // By falling score: hit, miss, hit, hit of 4 drawn. Precisions 1, 1/2, 2/3, 3/4; the best further right 1, 3/4, 3/4, 3/4.
        var curve = Curve(4, (0.9, true), (0.6, true), (0.8, false), (0.7, true));

        Assert.Equal(0.25 * 1 + 0.25 * 0.75 + 0.25 * 0.75, curve.AveragePrecision(), Tolerance);
        Assert.Equal(
            [new CurvePoint(0.9, 0.25, 1), new CurvePoint(0.8, 0.25, 0.5), new CurvePoint(0.7, 0.5, 2.0 / 3), new CurvePoint(0.6, 0.75, 0.75)],
            curve.Points());
    }

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.75)]
    [InlineData(9, 0.75)]
    public void RecallAt_SoManyFalseFaces_StopsBeforeTheNext(int mostFalse, double recall) => Assert.Equal(
        recall, Curve(4, (0.9, true), (0.8, false), (0.7, true), (0.6, false), (0.5, true)).RecallAt(mostFalse), Tolerance);

    [Fact]
    public void Figures_OfAPerfectDetector_AreOne()
    {
        var curve = Curve(2, (0.9, true), (0.8, true));

        Assert.Equal((1.0, 1.0), (curve.AveragePrecision(), curve.RecallAt(0)));
    }

    [Fact]
    public void Figures_OfNothingFound_AreZero()
    {
        var curve = Curve(3);

        Assert.Equal((0.0, 0.0), (curve.AveragePrecision(), curve.RecallAt(100)));
        Assert.Empty(curve.Points());
    }

    [Fact]
    public void AveragePrecision_OfAnyResult_LiesBetweenNothingAndTheRecall() => Prop.ForAll(AnyResult.ToArbitrary(), result =>
    {
        var curve = new PrecisionRecallCurve(result.Found, result.Drawn);
        var recall = (double)result.Found.Count(face => face.IsHit) / result.Drawn;

        Assert.InRange(curve.AveragePrecision(), 0, recall + Tolerance);
        Assert.Equal(recall, curve.RecallAt(result.Found.Length), Tolerance);
        Assert.Equal(result.Found.Length, curve.Points().Count);
        Assert.All(curve.Points(), point => Assert.InRange(point.Precision, 0, 1));
        Assert.Equal(curve.Points().Select(point => point.Recall).Order(), curve.Points().Select(point => point.Recall));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AveragePrecision_WithFalseFacesBelowAllOthers_StaysTheSame() => Prop.ForAll(AnyResult.ToArbitrary(), result =>
        Assert.Equal(
            new PrecisionRecallCurve(result.Found, result.Drawn).AveragePrecision(),
            new PrecisionRecallCurve([.. result.Found, new ScoredHit(0, IsHit: false)], result.Drawn).AveragePrecision(),
            Tolerance)).QuickCheckThrowOnFailure();

    [Fact]
    public void RecallAt_MoreFalseFaces_IsNeverLess() => Prop.ForAll(AnyResult.ToArbitrary(), result =>
    {
        var curve = new PrecisionRecallCurve(result.Found, result.Drawn);
        var recalls = Enumerable.Range(0, result.Found.Length + 1).Select(curve.RecallAt).ToList();
        Assert.Equal(recalls.Order(), recalls);
    }).QuickCheckThrowOnFailure();

    private static PrecisionRecallCurve Curve(int drawn, params (double Score, bool IsHit)[] found) =>
        new(found.Select(face => new ScoredHit(face.Score, face.IsHit)), drawn);
}
