using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>The two positions of a switch.</summary>
internal enum SwitchPosition
{
    /// <summary>The key is down, the switch is set.</summary>
    [JsonStringEnumMemberName("on")]
    On,

    /// <summary>The key is up, the switch is not set.</summary>
    [JsonStringEnumMemberName("off")]
    Off,
}
