using System.Numerics.Tensors;
using EdgeMonitor.Evaluation.Metrics;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>Counts the answers of one head.</summary>
internal sealed class HeadTally
{
    private readonly ConfusionMatrix _confusion;
    private readonly Calibration _calibration = new();

    /// <summary>Makes an empty count.</summary>
    public HeadTally(IReadOnlyList<string> classes) => _confusion = new ConfusionMatrix(classes);

    /// <summary>Counts one face.</summary>
    /// <param name="actual">What people say.</param>
    /// <param name="probabilities">The head's probability of each class.</param>
    public void Add(int actual, ReadOnlySpan<float> probabilities)
    {
        var answer = TensorPrimitives.IndexOfMax(probabilities);
        Add(actual, answer, probabilities[answer]);
    }

    /// <summary>Counts one face.</summary>
    /// <param name="actual">What people say.</param>
    /// <param name="answer">What the head says.</param>
    /// <param name="confidence">How probable it says that is, 0..1.</param>
    public void Add(int actual, int answer, double confidence)
    {
        _confusion.Add(actual, answer);
        _calibration.Add(confidence, answer == actual);
    }

    /// <summary>The figures.</summary>
    public HeadFigures Figures() => new(
        _confusion.Accuracy, _confusion.Total, _confusion.ByClass(), _confusion.Macro(), _confusion.Weighted(), _confusion.Counts,
        _calibration.Figures());
}
