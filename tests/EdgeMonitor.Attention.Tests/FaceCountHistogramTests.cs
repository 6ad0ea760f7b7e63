using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Attention.Tests;

public sealed class FaceCountHistogramTests
{
    private static readonly Gen<int[]> Counts = Gen.Choose(0, 40).ArrayOf().Where(counts => counts.Length >= 10);

    [Fact]
    public void Quantile_OfFramesOfEqualLength_IsTheOneOfTheSortedCounts() => Prop.ForAll(
        Counts.ToArbitrary(),
        counts =>
        {
            var histogram = Of(counts);
            var sorted = counts.OrderDescending().ToArray();

            // A fifth of the frames, but never fewer than are believed, reached the quantile.
            var reached = Math.Max((int)Math.Ceiling(counts.Length * 0.2), FaceCountHistogram.LeastFrames);
            return histogram.Quantile(0.8) == sorted[reached - 1];
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Subtract_WhatWasAdded_LeavesTheRest() => Prop.ForAll(
        Counts.ToArbitrary(),
        Counts.ToArbitrary(),
        (kept, expired) =>
        {
            var histogram = Of([.. kept, .. expired]);
            histogram.Subtract(Of(expired));
            return histogram.Quantile(0.8) == Of(kept).Quantile(0.8);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantile_MoreFacesThanThereAreBins_CountsAsTheMost() =>
        Assert.Equal(FaceCountHistogram.MostFaces, Of([1000, 1000, 1000]).Quantile(0.9));

    private static FaceCountHistogram Of(IEnumerable<int> counts)
    {
        var histogram = new FaceCountHistogram();
        foreach (var count in counts)
        {
            histogram.Add(count, ticks: 1000, frames: 1);
        }

        return histogram;
    }
}
