using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.Models;

/// <summary>What <c>edgemonitor models --json</c> prints.</summary>
internal sealed record ModelList(IReadOnlyList<ModelEntry> Models);

/// <summary>One network; see <see cref="Vision.ModelDescription"/>.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Purpose">What the network does.</param>
/// <param name="Bytes">Size of the file; absent when it cannot be read.</param>
/// <param name="Sha256">Hash of the file; absent when it cannot be read.</param>
/// <param name="ExpectedSha256">What <c>SHA256SUMS</c> expects; absent when it does not say.</param>
/// <param name="Usable">Whether the network is what it has to be and can be loaded.</param>
/// <param name="Precision"><c>int8</c> or <c>float</c>; absent when it cannot be loaded.</param>
/// <param name="Inputs">What goes in.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Properties">What whoever made the file wrote into it about it.</param>
/// <param name="Problem">Why it cannot be used, and what to do; absent when it can.</param>
internal sealed record ModelEntry(
    string File,
    string Purpose,
    long? Bytes,
    string? Sha256,
    string? ExpectedSha256,
    bool Usable,
    string? Precision,
    IReadOnlyList<ModelTensorEntry> Inputs,
    IReadOnlyList<ModelTensorEntry> Outputs,
    IReadOnlyDictionary<string, string> Properties,
    string? Problem);

/// <summary>An input or output.</summary>
internal sealed record ModelTensorEntry(string Name, string Type, IReadOnlyList<string> Shape);

/// <summary>JSON of the list.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class ModelListJson : JsonSerializerContext;
