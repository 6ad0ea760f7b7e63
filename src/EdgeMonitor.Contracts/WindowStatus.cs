using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Whether a window carries numbers and, if not, why.</summary>
public enum WindowStatus
{
    /// <summary>The window carries numbers.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Fewer people than the minimum group: no number is given.</summary>
    [JsonStringEnumMemberName("suppressed")]
    Suppressed,

    /// <summary>The camera was closed by switch, schedule or command.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>Too few usable frames: no camera, a stalled camera or a frozen picture.</summary>
    [JsonStringEnumMemberName("no_signal")]
    NoSignal,

    /// <summary>The room was too dark to judge.</summary>
    [JsonStringEnumMemberName("low_light")]
    LowLight,
}
