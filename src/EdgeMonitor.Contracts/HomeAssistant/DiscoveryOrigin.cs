namespace EdgeMonitor.Contracts.HomeAssistant;

/// <summary>The program that wrote a discovery message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SwVersion">Its version.</param>
public sealed record DiscoveryOrigin(string Name, string SwVersion);
