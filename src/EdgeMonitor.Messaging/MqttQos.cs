namespace EdgeMonitor.Messaging;

/// <summary>How sure the delivery of a message is (MQTT's quality of service).</summary>
public enum MqttQos
{
    /// <summary>QoS 0: sent once, never confirmed.</summary>
    AtMostOnce = 0,

    /// <summary>QoS 1: sent until the broker confirms it; it may arrive twice.</summary>
    AtLeastOnce = 1,
}
