using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.Vision;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Evaluation.Tests.Metrics;

public sealed class FaceMatchingTests
{
    private static readonly Gen<BoundingBox> AnyBox =
        from left in Gen.Choose(0, 20)
        from top in Gen.Choose(0, 20)
        from width in Gen.Choose(1, 20)
        from height in Gen.Choose(1, 20)
        select new BoundingBox(left, top, left + width, top + height);

    [Fact]
    public void Overlap_OfHalvesThatShareAThird_IsOneThird() => Assert.Equal(
        1.0 / 3, FaceMatching.Overlap(new BoundingBox(0, 0, 20, 10), new BoundingBox(10, 0, 30, 10)), 12);

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.51, false)]
    public void Of_OverlapOfExactlyOneHalf_HitsAtThatThreshold(double threshold, bool hits) => Assert.Equal(
        [hits], FaceMatching.Of([new BoundingBox(0, 0, 10, 10)], [new BoundingBox(0, 0, 20, 10)], threshold).Hits);

    [Fact]
    public void Of_TwoFoundOnOneFace_OnlyTheSurerHits()
    {
        var face = new BoundingBox(0, 0, 10, 10);

        var matching = FaceMatching.Of([new BoundingBox(1, 0, 11, 10), face], [face], 0.5);

        Assert.Equal([true, false], matching.Hits);
        Assert.Equal([true], matching.Taken);
    }

    [Fact]
    public void Of_FaceThatOverlapsTwo_GoesToTheOneItOverlapsMore()
    {
        BoundingBox[] drawn = [new(0, 0, 10, 10), new(3, 0, 13, 10)];

        Assert.Equal([false, true], FaceMatching.Of([new BoundingBox(2, 0, 12, 10)], drawn, 0.5).Taken);
    }

    [Fact]
    public void Of_FacesFoundExactly_AllHit() => Prop.ForAll(AnyBox.ArrayOf().ToArbitrary(), boxes =>
    {
        var distinct = boxes.Distinct().ToList();
        Assert.All(FaceMatching.Of(distinct, distinct, 1).Hits, Assert.True);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AnyBoxes_HitsAsManyAsItTakes() => Prop.ForAll(AnyBox.ArrayOf().ToArbitrary(), AnyBox.ArrayOf().ToArbitrary(), (found, drawn) =>
    {
        var strict = FaceMatching.Of(found, drawn, 0.5);
        var hits = strict.Hits.Count(hit => hit);

        Assert.Equal(strict.Taken.Count(taken => taken), hits);
        Assert.InRange(hits, 0, Math.Min(found.Length, drawn.Length));
        Assert.True(FaceMatching.Of(found, drawn, 0.4).Hits.Count(hit => hit) >= hits);
    }).QuickCheckThrowOnFailure();
}
