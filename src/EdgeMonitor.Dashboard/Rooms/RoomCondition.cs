using System.Text.Json.Serialization;

namespace EdgeMonitor.Dashboard.Rooms;

/// <summary>What can be said of a room right now. Only <see cref="Ok"/> comes with numbers.</summary>
public enum RoomCondition
{
    /// <summary>The newest window carries numbers.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>Too few people for numbers.</summary>
    [JsonStringEnumMemberName("suppressed")]
    Suppressed,

    /// <summary>The camera was closed on purpose.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,

    /// <summary>The camera gives no usable picture.</summary>
    [JsonStringEnumMemberName("no_signal")]
    NoSignal,

    /// <summary>The room is too dark.</summary>
    [JsonStringEnumMemberName("low_light")]
    LowLight,

    /// <summary>No window has come for <see cref="RoomState.StaleAfterWindows"/> window lengths.</summary>
    [JsonStringEnumMemberName("stale")]
    Stale,

    /// <summary>Every device of the room is disconnected.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline,

    /// <summary>A device is known, but no window has come yet.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,
}
