namespace EdgeMonitor.Vision.Expression;

/// <summary>The faces of one emotion.</summary>
/// <param name="Faces">How many.</param>
/// <param name="Mean">
/// Mean of the network's answers: the logarithms of the seven probabilities in the order of FER-2013, less their mean.
/// </param>
public sealed record ExpressionPrototype(int Faces, IReadOnlyList<double> Mean)
{
    /// <summary>The prototype of some readings, at least one.</summary>
    internal static ExpressionPrototype Of(IReadOnlyList<ExpressionReading> readings)
    {
        var mean = new double[ExpressionReading.Emotions];
        Span<float> probabilities = stackalloc float[ExpressionReading.Emotions];
        Span<double> point = stackalloc double[ExpressionReading.Emotions];
        foreach (var reading in readings)
        {
            reading.CopyTo(probabilities);
            ExpressionPrior.Coordinates(probabilities, point);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += point[i] / readings.Count;
            }
        }

        return new ExpressionPrototype(readings.Count, mean);
    }
}
