namespace EdgeMonitor.Contracts.HomeAssistant;

/// <summary>The device that entities belong to.</summary>
/// <param name="Identifiers">What tells it from all other devices.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Manufacturer">Who made it.</param>
/// <param name="Model">What it is.</param>
/// <param name="SwVersion">The version of its software.</param>
/// <param name="SuggestedArea">The area that Home Assistant suggests for it: the room.</param>
public sealed record DiscoveryDevice(
    IReadOnlyList<string> Identifiers, string Name, string Manufacturer, string Model, string SwVersion, string SuggestedArea);
