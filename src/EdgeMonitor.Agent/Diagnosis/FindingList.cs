using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>What <c>edgemonitor doctor --json</c> prints.</summary>
/// <param name="Ok">Whether nothing is a failure.</param>
/// <param name="Findings">Everything that was looked at.</param>
internal sealed record FindingList(bool Ok, IReadOnlyList<Finding> Findings);

/// <summary>JSON of the list.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(FindingList))]
internal sealed partial class FindingListJson : JsonSerializerContext;
