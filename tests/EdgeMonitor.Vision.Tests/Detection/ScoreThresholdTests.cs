using EdgeMonitor.Vision.Detection;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Vision.Tests.Detection;

public sealed class ScoreThresholdTests
{
    [Fact]
    public void FindPassing_AnyScores_AgreesWithItsScalarTwin() => Prop.ForAll(
        Gen.Choose(0, 255).Select(score => score / 255f).ArrayOf().ToArbitrary(),
        Gen.Choose(0, 255).Select(score => score / 255f).ToArbitrary(),
        (scores, threshold) =>
        {
            List<int> positions = [7];

            ScoreThreshold.FindPassing(scores, threshold, positions);

            Assert.Equal(Scalar(scores, threshold), positions);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void FindPassing_ScoresThatAreNoNumbers_DoNotPass()
    {
        List<int> positions = [];

        ScoreThreshold.FindPassing([float.NaN, 1, float.NaN, float.NaN, float.NaN], 0.5f, positions);

        Assert.Equal([1], positions);
    }

    private static IEnumerable<int> Scalar(float[] scores, float threshold)
    {
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= threshold)
            {
                yield return i;
            }
        }
    }
}
