using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Expression;

/// <summary>
/// Where the emotions lie among a network's answers on faces in general, so that a few faces of one room can be held against it.
/// Points are <see cref="Coordinates"/> of a reading. It travels in the network's file, as its property <c>prior</c>.
/// </summary>
/// <param name="Means">For each emotion, in the order of FER-2013, the mean point of faces that people gave it: <c>[7][7]</c>.</param>
/// <param name="Precision">Inverse of the covariance that the emotions share, <c>[7][7]</c>, symmetric.</param>
public sealed record ExpressionPrior(IReadOnlyList<double[]> Means, IReadOnlyList<double[]> Precision)
{
    /// <summary>Name of the network's property.</summary>
    internal const string Property = "prior";

    // Below this a probability is rounding, and its logarithm would drown the rest.
    private const float LeastProbability = 1e-4f;

    /// <summary>Reads the prior of a network.</summary>
    /// <exception cref="ModelException">The network has none, or it is malformed.</exception>
    internal static ExpressionPrior Of(NetworkSession session, string path)
    {
        if (!session.Properties.TryGetValue(Property, out var text))
        {
            throw new ModelException($"The network {path} has no property \"{Property}\", so it cannot be adapted to a room.");
        }

        try
        {
            var prior = JsonSerializer.Deserialize(text, ExpressionPriorJson.Default.ExpressionPrior);
            if (prior is not null && IsSquare(prior.Means) && IsSquare(prior.Precision))
            {
                return prior;
            }
        }
        catch (JsonException)
        {
            // Told below, like a matrix of the wrong size.
        }

        throw new ModelException($"The property \"{Property}\" of the network {path} is malformed.");
    }

    /// <summary>The logarithms of the seven probabilities, less their mean: a point in which sums and means make sense.</summary>
    internal static void Coordinates(ReadOnlySpan<float> probabilities, Span<double> point)
    {
        var mean = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Math.Log(Math.Max(probabilities[i], LeastProbability));
            mean += point[i] / point.Length;
        }

        foreach (ref var coordinate in point)
        {
            coordinate -= mean;
        }
    }

    private static bool IsSquare(IReadOnlyList<double[]>? matrix) =>
        matrix is { Count: ExpressionReading.Emotions } && matrix.All(row => row is { Length: ExpressionReading.Emotions });
}

/// <summary>JSON of the prior.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExpressionPrior))]
internal sealed partial class ExpressionPriorJson : JsonSerializerContext;
