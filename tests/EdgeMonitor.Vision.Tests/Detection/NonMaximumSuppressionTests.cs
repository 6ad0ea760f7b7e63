using EdgeMonitor.Vision.Detection;
using FsCheck;
using FsCheck.Fluent;
using static EdgeMonitor.Vision.Detection.NonMaximumSuppression;

namespace EdgeMonitor.Vision.Tests.Detection;

public sealed class NonMaximumSuppressionTests
{
    private static readonly Gen<FaceCandidate> AnyCandidate =
        from left in Gen.Choose(0, 100)
        from top in Gen.Choose(0, 100)
        from side in Gen.Choose(5, 60)
        from score in Gen.Choose(0, 1000)
        select Candidate(left, top, side, score / 1000f);

    [Fact]
    public void Apply_WindowInsideALargerOne_GoesOnlyByMinimum()
    {
        List<FaceCandidate> byUnion = [Candidate(0, 0, 100, 0.9f), Candidate(30, 30, 40, 0.8f)];
        List<FaceCandidate> byMinimum = [.. byUnion];

        Apply(byUnion, 0, 0.7f, Overlap.Union);
        Apply(byMinimum, 0, 0.7f, Overlap.Minimum);

        Assert.Equal(2, byUnion.Count);
        Assert.Equal(0.9f, Assert.Single(byMinimum).Score);
    }

    [Fact]
    public void Apply_FromAStart_LeavesTheFirstCandidatesAlone()
    {
        List<FaceCandidate> candidates = [Candidate(0, 0, 10, 0.1f), Candidate(0, 0, 10, 0.2f), Candidate(0, 0, 10, 0.3f)];

        Apply(candidates, 1, 0.5f, Overlap.Union);

        Assert.Equal([0.1f, 0.3f], candidates.Select(candidate => candidate.Score));
    }

    [Fact]
    public void Apply_AnyCandidates_KeepsTheBestAndNoTwoThatOverlap() => Prop.ForAll(
        AnyCandidate.ListOf().ToArbitrary(),
        Gen.Elements(Overlap.Union, Overlap.Minimum).ToArbitrary(),
        (input, overlap) =>
        {
            List<FaceCandidate> kept = [.. input];

            Apply(kept, 0, 0.5f, overlap);

            var removed = input.Except(kept);
            return kept.All(a => kept.All(b => a == b || Measure(a.Box, b.Box, overlap) <= 0.5f))
                && removed.All(gone => kept.Any(best => best.Score >= gone.Score && Measure(best.Box, gone.Box, overlap) > 0.5f))
                && kept.Zip(kept.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score);
        }).QuickCheckThrowOnFailure();

    // The definition, written out once more and differently.
    private static float Measure(BoundingBox a, BoundingBox b, Overlap overlap)
    {
        var intersection = a.IntersectionWith(b);
        return overlap == Overlap.Union ? intersection / (a.Area + b.Area - intersection) : intersection / Math.Min(a.Area, b.Area);
    }

    private static FaceCandidate Candidate(float left, float top, float side, float score) =>
        new(new BoundingBox(left, top, left + side, top + side), score, default);
}
