namespace EdgeMonitor.Messaging;

/// <summary>A message to or from the broker.</summary>
/// <param name="Topic">The topic, UTF-8, without wildcards, at most 65,535 bytes.</param>
/// <param name="Payload">The payload, at most 256 MiB.</param>
/// <param name="Qos">The quality of service.</param>
/// <param name="Retain">To the broker: keep it for later subscribers. From the broker: it was kept.</param>
public sealed record MqttMessage(
    string Topic,
    ReadOnlyMemory<byte> Payload,
    MqttQos Qos = MqttQos.AtMostOnce,
    bool Retain = false)
{
    /// <summary>MQTT 5's content type, such as <c>application/json</c>; null when absent.</summary>
    public string? ContentType { get; init; }

    /// <summary>MQTT 5's response topic: where an answer is wanted; null where none is.</summary>
    public string? ResponseTopic { get; init; }

    /// <summary>MQTT 5's correlation data: what an answer carries back; null when absent.</summary>
    public ReadOnlyMemory<byte>? CorrelationData { get; init; }

    /// <summary>How long the broker keeps the message, rounded up to seconds; null keeps it for good.</summary>
    public TimeSpan? Expiry { get; init; }
}
