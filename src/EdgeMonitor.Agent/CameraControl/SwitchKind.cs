using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>What the kernel takes a switch for: the type of its events in linux/input-event-codes.h.</summary>
internal enum SwitchKind : ushort
{
    /// <summary>A key that stays down (EV_KEY), such as one of the overlay <c>gpio-key</c>.</summary>
    [JsonStringEnumMemberName("key")]
    Key = 1,

    /// <summary>A switch (EV_SW), such as the slide before the lens of a laptop.</summary>
    [JsonStringEnumMemberName("switch")]
    Switch = 5,
}
