using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Expression;

/// <summary>
/// What a few labelled faces of one room have taught: for each emotion how many there were, and the mean of the network's
/// answers. Numbers about a handful of faces, no picture and nothing to tell one person from another; still personal data
/// while somebody knows whose faces they were.
/// </summary>
/// <param name="Network">The network whose answers these are; see <see cref="FaceAnalyzer.ExpressionVersion"/>.</param>
/// <param name="Emotions">By the names of FER-2013; an emotion without faces is left out.</param>
public sealed record ExpressionAdaptation(string Network, IReadOnlyDictionary<string, ExpressionPrototype> Emotions)
{
    private const int CurrentSchema = 1;

    /// <summary>Version of the file.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Learns from labelled readings.</summary>
    /// <param name="network">The network that gave them.</param>
    /// <param name="faces">What people say of each face, a name of FER-2013, and what the network says.</param>
    public static ExpressionAdaptation Learn(string network, IEnumerable<(string Emotion, ExpressionReading Reading)> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        return new ExpressionAdaptation(network, faces
            .GroupBy(face => face.Emotion, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => ExpressionPrototype.Of([.. group.Select(face => face.Reading)]), StringComparer.Ordinal));
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="ModelException">The file cannot be read or is malformed.</exception>
    public static ExpressionAdaptation Read(string path)
    {
        try
        {
            var adaptation = JsonSerializer.Deserialize(
                ModelFile.Read(path).Bytes, ExpressionAdaptationJson.Default.ExpressionAdaptation);
            if (adaptation is { Schema: CurrentSchema, Emotions: not null } && adaptation.Emotions.All(IsWhole))
            {
                return adaptation;
            }
        }
        catch (JsonException problem)
        {
            throw new ModelException($"The adaptation {path} is malformed: {problem.Message}", problem);
        }

        throw new ModelException($"The adaptation {path} is malformed, or of another version. Make it again with: edgemonitor adapt");
    }

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ExpressionAdaptationJson.Default.ExpressionAdaptation);

    private static bool IsWhole(KeyValuePair<string, ExpressionPrototype> emotion) =>
        ExpressionReading.Names.Contains(emotion.Key, StringComparer.Ordinal)
        && emotion.Value is { Faces: > 0, Mean.Count: ExpressionReading.Emotions };
}

/// <summary>JSON of an adaptation.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExpressionAdaptation))]
internal sealed partial class ExpressionAdaptationJson : JsonSerializerContext;
