namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>How often each class was taken for each, and the figures that follow from it. What has no denominator is 0.</summary>
internal sealed class ConfusionMatrix
{
    private readonly IReadOnlyList<string> _classes;
    private readonly int[][] _counts;

    /// <summary>Makes an empty matrix.</summary>
    public ConfusionMatrix(IReadOnlyList<string> classes)
    {
        _classes = classes;
        _counts = [.. classes.Select(_ => new int[classes.Count])];
    }

    /// <summary>For each true class (row) how often each class (column) was predicted.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Counts => _counts;

    /// <summary>How many were counted.</summary>
    public int Total => _counts.Sum(row => row.Sum());

    /// <summary>Share of right predictions.</summary>
    public double Accuracy => Share(Enumerable.Range(0, _classes.Count).Sum(i => _counts[i][i]), Total);

    /// <summary>Counts one.</summary>
    public void Add(int actual, int predicted) => _counts[actual][predicted]++;

    /// <summary>The figures of each class, in order.</summary>
    public IReadOnlyList<ClassFigures> ByClass() => [.. _classes.Select((name, i) => Figures(name, i))];

    /// <summary>Means in which every class that occurs, or was predicted, counts the same.</summary>
    public MeanFigures Macro()
    {
        var present = ByClass().Where((figures, i) => figures.Support > 0 || Predicted(i) > 0).ToList();
        return Mean(present, _ => 1);
    }

    /// <summary>Means in which every class counts by its support.</summary>
    public MeanFigures Weighted() => Mean(ByClass(), figures => figures.Support);

    private static MeanFigures Mean(IReadOnlyList<ClassFigures> classes, Func<ClassFigures, int> weight)
    {
        var total = classes.Sum(weight);
        return new MeanFigures(
            Share(classes.Sum(figures => weight(figures) * figures.Precision), total),
            Share(classes.Sum(figures => weight(figures) * figures.Recall), total),
            Share(classes.Sum(figures => weight(figures) * figures.F1), total));
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;

    private ClassFigures Figures(string name, int i)
    {
        var (right, support, predicted) = (_counts[i][i], _counts[i].Sum(), Predicted(i));
        return new ClassFigures(
            name, Share(right, predicted), Share(right, support), Share(2.0 * right, support + predicted), support);
    }

    private int Predicted(int i) => _counts.Sum(row => row[i]);
}
