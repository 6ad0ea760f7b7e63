using System.Text.Json.Serialization;

namespace EdgeMonitor.Contracts;

/// <summary>Whether a command was carried out.</summary>
public enum CommandStatus
{
    /// <summary>It was.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It was not, and nothing has changed.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
