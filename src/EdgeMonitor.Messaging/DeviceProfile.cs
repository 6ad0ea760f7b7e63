using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Messaging;

/// <summary>What a device says about itself.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Version">EdgeMonitor's version.</param>
/// <param name="WindowLength">The length of its windows.</param>
/// <param name="HealthInterval">The time between two health reports.</param>
public sealed record DeviceProfile(DeviceAddress Address, string Version, TimeSpan WindowLength, TimeSpan HealthInterval)
{
    /// <summary>What it collects, publishes and keeps; null to publish no such report.</summary>
    public PrivacyReport? PrivacyReport { get; init; }
}
