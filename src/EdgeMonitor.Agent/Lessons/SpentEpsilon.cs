using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.Lessons;

/// <summary>What the releases of a day have spent, as it stands in the file.</summary>
internal sealed record SpentEpsilon
{
    /// <summary>The day, by the local calendar.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is spent of its budget, in thousandths.</summary>
    public required int Thousandths { get; init; }

    /// <summary>The start of the machine in which <see cref="Since"/> was read.</summary>
    public required string Boot { get; init; }

    /// <summary>When the day's first release was paid for, in seconds since that start, by the clock that never jumps.</summary>
    public required double Since { get; init; }
}

/// <summary>Its JSON, read as strictly as everything else.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SpentEpsilon))]
internal sealed partial class SpentEpsilonJson : JsonSerializerContext;
