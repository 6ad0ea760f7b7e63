using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Why a camera is closed on purpose. It is open only while no cause holds.</summary>
public enum ClosingCause
{
    /// <summary>The switch at the device.</summary>
    [JsonStringEnumMemberName("switch")]
    Switch,

    /// <summary>A <see cref="CameraRequest"/>.</summary>
    [JsonStringEnumMemberName("command")]
    Command,

    /// <summary>The weekly schedule.</summary>
    [JsonStringEnumMemberName("schedule")]
    Schedule,

    /// <summary>Something that people rely on to see or stop the camera does not work: the switch, the light, the stored request.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,
}
