using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Why a device looks at fewer frames than it was told to.</summary>
public enum RateReduction
{
    /// <summary>The processor is hot.</summary>
    [JsonStringEnumMemberName("hot")]
    Hot,

    /// <summary>The firmware or the kernel slowed the processor down: heat, or a weak power supply.</summary>
    [JsonStringEnumMemberName("throttled")]
    Throttled,

    /// <summary>The processor does not keep up.</summary>
    [JsonStringEnumMemberName("late")]
    Late,
}
