namespace EdgeMonitor.Contracts.Privacy;

/// <summary>What systemd lets a service do, as its unit file says.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Settings">Its settings that confine it, each as in the file: <c>PrivateNetwork=yes</c>.</param>
public sealed record ReportedUnit(string Unit, IReadOnlyList<string> Settings);
