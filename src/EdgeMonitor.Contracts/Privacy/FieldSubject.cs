using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts.Privacy;

/// <summary>Whom or what a field is about. There is no value for a person: no field may be about one.</summary>
public enum FieldSubject
{
    /// <summary>The people in the room together, never fewer than the minimum group.</summary>
    [JsonStringEnumMemberName("group")]
    Group,

    /// <summary>The device and its camera, as machines.</summary>
    [JsonStringEnumMemberName("device")]
    Device,

    /// <summary>How the device is set up, and what a message is.</summary>
    [JsonStringEnumMemberName("configuration")]
    Configuration,
}
