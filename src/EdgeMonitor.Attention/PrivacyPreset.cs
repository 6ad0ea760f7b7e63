using System.Text.Json.Serialization;

namespace EdgeMonitor.Attention;

/// <summary>How much is held back where the settings do not say it one by one.</summary>
public enum PrivacyPreset
{
    /// <summary>Groups of 5, shares to 5 %, windows of 30 seconds. Single settings may differ, within their own limits.</summary>
    [JsonStringEnumMemberName("standard")]
    Standard,

    /// <summary>Groups of 10, people to 10, shares to 10 %, windows of 5 minutes. Single settings may only be stricter.</summary>
    [JsonStringEnumMemberName("strict")]
    Strict,
}
