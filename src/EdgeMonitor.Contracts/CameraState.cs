using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>What the camera is doing.</summary>
public enum CameraState
{
    /// <summary>Started, no frame yet.</summary>
    [JsonStringEnumMemberName("starting")]
    Starting,

    /// <summary>Frames arrive and change.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>The source came to its end.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,

    /// <summary>No frame for longer than the configured time.</summary>
    [JsonStringEnumMemberName("stalled")]
    Stalled,

    /// <summary>The same picture for longer than the configured time.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen,

    /// <summary>The capture process failed or sent a damaged stream.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Closed on purpose: by switch, schedule or command.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
