namespace EdgeMonitor.Contracts.Privacy;

/// <summary>A topic that the device uses.</summary>
/// <param name="Topic">Its name, or the filter of several.</param>
/// <param name="Direction"><c>sent</c> or <c>received</c>.</param>
/// <param name="Message">What it carries.</param>
/// <param name="Qos">MQTT's quality of service, 0..2.</param>
/// <param name="Retained">Whether the broker keeps the newest message for those who come later.</param>
/// <param name="Purpose">What for, in words for a person.</param>
/// <param name="ExpirySeconds">How long the broker keeps it at most, in seconds; absent for: until it is replaced.</param>
public sealed record ReportedTopic(
    string Topic, string Direction, string Message, int Qos, bool Retained, string Purpose, long? ExpirySeconds = null);
