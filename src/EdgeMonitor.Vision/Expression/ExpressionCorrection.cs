namespace EdgeMonitor.Vision.Expression;

/// <summary>
/// A room's own correction of what the expression network says, from a few labelled faces: prototypes in the manner of Snell,
/// Swersky and Zemel 2017 (arXiv:1703.05175), on the network's answers, drawn towards those of faces in general.
/// </summary>
/// <remarks>
/// The emotions are normal distributions with one covariance (<see cref="ExpressionPrior"/>). The room moves their means: all by the
/// same shift, as its light or the camera's angle does, and each by a little of its own; with few faces both stay close to
/// nothing. The logarithm of an emotion's probability grows by a share of how much likelier the moved mean makes the answer
/// than the general one, which is linear in the answer.
/// </remarks>
public sealed class ExpressionCorrection
{
    // Chosen on PublicTest over five simulated rooms (see the model card): faces that a shift, and a mean of its own, are worth.
    private const double ShiftWeight = 10;
    private const double MeanWeight = 30;

    // The answers of one network are not as independent of each other as the distributions have it.
    private const double Share = 0.5;

    private const int N = ExpressionReading.Emotions;
    private readonly double[] _weights = new double[N * N];
    private readonly double[] _biases = new double[N];

    /// <summary>Makes the correction.</summary>
    public ExpressionCorrection(ExpressionPrior prior, ExpressionAdaptation adaptation)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(adaptation);
        var moved = MovedMeans(prior, adaptation);
        for (var emotion = 0; emotion < N; emotion++)
        {
            var (before, after) = (prior.Means[emotion], moved[emotion]);
            for (var i = 0; i < N; i++)
            {
                var (toBefore, toAfter) = (0.0, 0.0);
                for (var j = 0; j < N; j++)
                {
                    toBefore += prior.Precision[i][j] * before[j];
                    toAfter += prior.Precision[i][j] * after[j];
                }

                _weights[emotion * N + i] = Share * (toAfter - toBefore);
                _biases[emotion] -= Share * 0.5 * (after[i] * toAfter - before[i] * toBefore);
            }
        }
    }

    /// <summary>Corrects a reading.</summary>
    public ExpressionReading Apply(ExpressionReading reading)
    {
        Span<float> probabilities = stackalloc float[N];
        Span<double> point = stackalloc double[N];
        Span<double> scores = stackalloc double[N];
        reading.CopyTo(probabilities);
        ExpressionPrior.Coordinates(probabilities, point);
        var highest = double.NegativeInfinity;
        for (var emotion = 0; emotion < N; emotion++)
        {
            scores[emotion] = point[emotion] + _biases[emotion];
            for (var i = 0; i < N; i++)
            {
                scores[emotion] += _weights[emotion * N + i] * point[i];
            }

            highest = Math.Max(highest, scores[emotion]);
        }

        var sum = 0.0;
        foreach (ref var score in scores)
        {
            score = Math.Exp(score - highest);
            sum += score;
        }

        for (var i = 0; i < N; i++)
        {
            probabilities[i] = (float)(scores[i] / sum);
        }

        return ExpressionReading.From(probabilities);
    }

    private static double[][] MovedMeans(ExpressionPrior prior, ExpressionAdaptation adaptation)
    {
        var prototypes = ExpressionReading.Names.Select(name => adaptation.Emotions.GetValueOrDefault(name)).ToArray();
        var (seen, faces) = (prototypes.Count(one => one is not null), prototypes.Sum(one => one?.Faces ?? 0));
        var shift = new double[N];
        for (var emotion = 0; emotion < N; emotion++)
        {
            for (var i = 0; prototypes[emotion] is { } prototype && i < N; i++)
            {
                shift[i] += (prototype.Mean[i] - prior.Means[emotion][i]) / seen * (faces / (faces + ShiftWeight));
            }
        }

        var moved = new double[N][];
        for (var emotion = 0; emotion < N; emotion++)
        {
            var shifted = prior.Means[emotion].Zip(shift, (mean, by) => mean + by).ToArray();
            moved[emotion] = prototypes[emotion] is { } prototype
                ? [.. shifted.Zip(prototype.Mean, (mean, own) => mean + (own - mean) * (prototype.Faces / (prototype.Faces + MeanWeight)))]
                : shifted;
        }

        return moved;
    }
}
