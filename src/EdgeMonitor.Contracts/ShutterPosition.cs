using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Whether the camera may see.</summary>
public enum ShutterPosition
{
    /// <summary>It may.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>The process that reads the camera is not even running.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}
