using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>What a camera is asked to do.</summary>
public enum CameraAction
{
    /// <summary>Close: no frame is taken until it is asked to open.</summary>
    [JsonStringEnumMemberName("close")]
    Close,

    /// <summary>Open, as far as this request is concerned: a switch or a schedule may still keep it closed.</summary>
    [JsonStringEnumMemberName("open")]
    Open,
}
