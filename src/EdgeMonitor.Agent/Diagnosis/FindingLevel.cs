using System.Text.Json.Serialization;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>How bad a finding is.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>It works, or could not be looked at; worth a look.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It keeps the appliance from working.</summary>
    [JsonStringEnumMemberName("failure")]
    Failure,
}
