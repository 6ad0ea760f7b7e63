namespace EdgeMonitor.Contracts.Privacy;

/// <summary>A setting in effect that decides how coarse or how rare the published numbers are.</summary>
/// <param name="Key">Its name in the configuration.</param>
/// <param name="Value">Its value as JSON.</param>
/// <param name="Meaning">What it does, in words for a person.</param>
public sealed record ReportedSetting(string Key, string Value, string Meaning);
