namespace EdgeMonitor.Messaging.Native;

/// <summary>Properties of MQTT 5 packets (section 2.2.2.2 of the standard).</summary>
internal enum MqttProperty
{
    MessageExpiryInterval = 2,
    ContentType = 3,
    ResponseTopic = 8,
    CorrelationData = 9,
    SessionExpiryInterval = 17,
}
