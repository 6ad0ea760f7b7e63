using EdgeMonitor.Evaluation.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Evaluation.Tests.Metrics;

public sealed class CalibrationTests
{
    private const double Tolerance = 1e-9;

    private static readonly Gen<(double Confidence, bool Right)[]> AnyAnswers =
        (from confidence in Gen.Choose(0, 1000)
         from right in Gen.Elements(true, false)
         select (confidence / 1000.0, right)).NonEmptyListOf().Select(answers => answers.ToArray());

    [Fact]
    public void Error_OfTwoBins_IsTheMeanDistanceByCount()
    {
        // Three answers at 0.9, one of them right: |1/3 - 0.9|. One at 0.5, right: |1 - 0.5|.
        var figures = Figures((0.9, true), (0.9, false), (0.9, false), (0.5, true));

        Assert.Equal((3 * (0.9 - 1.0 / 3) + 0.5) / 4, figures.ExpectedCalibrationError, Tolerance);
        Assert.Equal(15, figures.Bins.Count);
        Assert.Equal((3, 0.9, 1.0 / 3), (figures.Bins[13].Count, Math.Round(figures.Bins[13].Confidence!.Value, 9), figures.Bins[13].Accuracy!.Value));
        Assert.Null(figures.Bins[0].Confidence);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 2)]
    [InlineData(0.2000001, 3)]
    [InlineData(1, 14)]
    public void Bin_OfAConfidence_HasItsUpperEdge(double confidence, int bin) =>
        Assert.Equal(1, Figures((confidence, true)).Bins[bin].Count);

    [Fact]
    public void Error_OfTheSureAndRight_IsZero() =>
        Assert.Equal(0, Figures((1, true), (1, true)).ExpectedCalibrationError, Tolerance);

    [Fact]
    public void Error_OfTheSureAndWrong_IsOne() => Assert.Equal(1, Figures((1, false)).ExpectedCalibrationError, Tolerance);

    [Fact]
    public void Error_OfNothing_IsZero() => Assert.Equal(0, Figures().ExpectedCalibrationError);

    [Fact]
    public void Error_OfAnyAnswers_LiesBetweenTheOverallGapAndOne() => Prop.ForAll(AnyAnswers.ToArbitrary(), answers =>
    {
        var figures = Figures(answers);

        // By the triangle inequality, bins can only add to the distance of the overall means.
        var gap = Math.Abs(answers.Average(answer => answer.Confidence) - answers.Average(answer => answer.Right ? 1.0 : 0));
        Assert.InRange(figures.ExpectedCalibrationError, gap - Tolerance, 1 + Tolerance);
        Assert.Equal(answers.Length, figures.Bins.Sum(bin => bin.Count));
        Assert.All(figures.Bins.Where(bin => bin.Count > 0), bin =>
        {
            Assert.InRange(bin.Confidence!.Value, bin.From - Tolerance, bin.To + Tolerance);
            Assert.InRange(bin.Accuracy!.Value, 0, 1);
        });
    }).QuickCheckThrowOnFailure();

    private static CalibrationFigures Figures(params (double Confidence, bool Right)[] answers)
    {
        var calibration = new Calibration();
        foreach (var (confidence, right) in answers)
        {
            calibration.Add(confidence, right);
        }

        return calibration.Figures();
    }
}
