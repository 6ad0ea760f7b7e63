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

    private readonly NonMaximumSuppression _suppression = new();

    [Fact]
    public void Apply_WindowInsideALargerOne_GoesOnlyByMinimum()
    {
        List<FaceCandidate> byUnion = [Candidate(0, 0, 100, 0.9f), Candidate(30, 30, 40, 0.8f)];
        List<FaceCandidate> byMinimum = [.. byUnion];

        new NonMaximumSuppression().Apply(byUnion, 0.7f, Overlap.Union);
        new NonMaximumSuppression().Apply(byMinimum, 0.7f, Overlap.Minimum);

        Assert.Equal(2, byUnion.Count);
        Assert.Equal(0.9f, Assert.Single(byMinimum).Score);
    }

    [Fact]
    public void Apply_AnyCandidates_KeepsTheBestAndNoTwoThatOverlap() => Prop.ForAll(
        AnyCandidate.ListOf().ToArbitrary(),
        Gen.Elements(Overlap.Union, Overlap.Minimum).ToArbitrary(),
        (input, overlap) =>
        {
            List<FaceCandidate> kept = [.. input];

            _suppression.Apply(kept, 0.5f, overlap);

            var removed = input.Except(kept);
            return kept.All(a => kept.All(b => a == b || Measure(a.Box, b.Box, overlap) <= 0.5f))
                && removed.All(gone => kept.Any(best => best.Score >= gone.Score && Measure(best.Box, gone.Box, overlap) > 0.5f))
                && kept.Zip(kept.Skip(1)).All(pair => pair.First.Score >= pair.Second.Score);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_AnyCandidates_AgreesWithTheComparisonOfAllPairs() => Prop.ForAll(
        AnyCandidate.ListOf().ToArbitrary(),
        Gen.Elements(Overlap.Union, Overlap.Minimum).ToArbitrary(),
        (input, overlap) =>
        {
            // Without equal scores there is only one right answer.
            List<FaceCandidate> kept = [.. input.Select((candidate, i) => candidate with { Score = candidate.Score + i * 1e-6f })];
            var expected = Quadratic(kept, 0.5f, overlap);

            _suppression.Apply(kept, 0.5f, overlap);

            Assert.Equal(expected, kept);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Apply_CrowdOfFourTimesAsMany_ComparesNotMuchMoreForEach()
    {
        var few = ComparisonsForEach(side: 16);
        var many = ComparisonsForEach(side: 32);

        Assert.InRange(many, 0, 2 * few);
    }

    // A crowd on a square: each face has three windows that lie almost on one another.
    private double ComparisonsForEach(int side)
    {
        List<FaceCandidate> crowd = [];
        for (var face = 0; face < side * side; face++)
        {
            for (var window = 0; window < 3; window++)
            {
                crowd.Add(Candidate(face % side * 25 + window, face / side * 25, 22, 0.5f + face % 7 * 0.01f + window * 0.001f));
            }
        }

        var count = crowd.Count;
        _suppression.Apply(crowd, 0.5f, Overlap.Union);
        Assert.Equal(side * side, crowd.Count);
        return (double)_suppression.Comparisons / count;
    }

    private static List<FaceCandidate> Quadratic(IEnumerable<FaceCandidate> candidates, float threshold, Overlap overlap)
    {
        List<FaceCandidate> kept = [];
        foreach (var candidate in candidates.OrderByDescending(candidate => candidate.Score))
        {
            if (!kept.Exists(better => Measure(better.Box, candidate.Box, overlap) > threshold))
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }

    // The definition, written out once more and differently.
    private static float Measure(BoundingBox a, BoundingBox b, Overlap overlap)
    {
        var intersection = a.IntersectionWith(b);
        return overlap == Overlap.Union ? intersection / (a.Area + b.Area - intersection) : intersection / Math.Min(a.Area, b.Area);
    }

    private static FaceCandidate Candidate(float left, float top, float side, float score) =>
        new(new BoundingBox(left, top, left + side, top + side), score, default);
}
