using EdgeMonitor.Evaluation.Metrics;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Evaluation.Tests.Metrics;

public sealed class ConfusionMatrixTests
{
    private const double Tolerance = 1e-12;
    private static readonly string[] Classes = ["a", "b", "c"];

    private static readonly Gen<(int Actual, int Predicted)[]> AnyAnswers =
        from answers in Gen.Choose(0, 8).Select(code => (code / 3, code % 3)).ArrayOf()
        select answers;

    [Fact]
    public void Figures_OfSevenAnswers_AreThoseCalculatedByHand()
    {
        // a: 3 of 4 right, one taken for b; b: 1 of 2 right, one taken for a; c: 1 of 1 right.
        var matrix = Matrix((0, 0), (0, 0), (0, 0), (0, 1), (1, 1), (1, 0), (2, 2));

        Assert.Equal(5.0 / 7, matrix.Accuracy, Tolerance);
        Assert.Equal(
            [
                new ClassFigures("a", 0.75, 0.75, 0.75, 4),
                new ClassFigures("b", 0.5, 0.5, 0.5, 2),
                new ClassFigures("c", 1, 1, 1, 1),
            ],
            matrix.ByClass());
        Assert.Equal(new MeanFigures(0.75, 0.75, 0.75), matrix.Macro());
        Assert.Equal((4 * 0.75 + 2 * 0.5 + 1) / 7, matrix.Weighted().Precision, Tolerance);
        Assert.Equal([[3, 1, 0], [1, 1, 0], [0, 0, 1]], matrix.Counts);
    }

    [Fact]
    public void Macro_ClassThatNeverOccurs_IsLeftOut()
    {
        var matrix = Matrix((0, 0), (1, 1));

        Assert.Equal(new MeanFigures(1, 1, 1), matrix.Macro());
        Assert.Equal(new ClassFigures("c", 0, 0, 0, 0), matrix.ByClass()[2]);
    }

    [Fact]
    public void Macro_ClassThatWasOnlyPredicted_CountsAsZero() =>
        Assert.Equal(0.5, Matrix((0, 0), (0, 0), (0, 0), (0, 2)).Macro().Precision, Tolerance);

    [Fact]
    public void Figures_OfNothing_AreZero()
    {
        var matrix = Matrix();

        Assert.Equal((0, 0.0), (matrix.Total, matrix.Accuracy));
        Assert.Equal(new MeanFigures(0, 0, 0), matrix.Macro());
        Assert.Equal(new MeanFigures(0, 0, 0), matrix.Weighted());
    }

    [Fact]
    public void Figures_OfAnyAnswers_BelongTogether() => Prop.ForAll(AnyAnswers.ToArbitrary(), answers =>
    {
        var matrix = Matrix(answers);
        var classes = matrix.ByClass();

        // Rows sum to the support, all of it to the faces; the weighted recall is the accuracy.
        Assert.Equal(classes.Select(one => one.Support), matrix.Counts.Select(row => row.Sum()));
        Assert.Equal(answers.Length, matrix.Total);
        Assert.Equal(matrix.Accuracy, matrix.Weighted().Recall, Tolerance);
        Assert.All(classes, one =>
        {
            Assert.InRange(one.Precision, 0, 1);
            Assert.InRange(one.Recall, 0, 1);
            Assert.InRange(one.F1, Math.Min(one.Precision, one.Recall) - Tolerance, Math.Max(one.Precision, one.Recall) + Tolerance);
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_OfTransposedAnswers_SwapPrecisionAndRecall() => Prop.ForAll(AnyAnswers.ToArbitrary(), answers =>
    {
        var plain = Matrix(answers).ByClass();
        var swapped = Matrix(Array.ConvertAll(answers, answer => (answer.Predicted, answer.Actual))).ByClass();

        Assert.Equal(plain.Select(one => (one.Precision, one.Recall, one.F1)), swapped.Select(one => (one.Recall, one.Precision, one.F1)));
    }).QuickCheckThrowOnFailure();

    private static ConfusionMatrix Matrix(params (int Actual, int Predicted)[] answers)
    {
        var matrix = new ConfusionMatrix(Classes);
        foreach (var (actual, predicted) in answers)
        {
            matrix.Add(actual, predicted);
        }

        return matrix;
    }
}
