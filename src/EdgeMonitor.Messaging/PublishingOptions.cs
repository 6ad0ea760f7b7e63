namespace EdgeMonitor.Messaging;

/// <summary>How a device publishes: the sections of the configuration that are about it.</summary>
/// <param name="Mqtt">The broker.</param>
/// <param name="Outbox">Where windows wait.</param>
/// <param name="HomeAssistant">Whether it introduces itself to Home Assistant.</param>
public sealed record PublishingOptions(MqttOptions Mqtt, OutboxOptions Outbox, HomeAssistantOptions HomeAssistant);
