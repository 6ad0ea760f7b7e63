namespace EdgeMonitor.Contracts.HomeAssistant;

/// <summary>A topic with Home Assistant's default payloads, <c>online</c> and <c>offline</c>.</summary>
/// <param name="Topic">The topic.</param>
public sealed record DiscoveryAvailability(string Topic);
