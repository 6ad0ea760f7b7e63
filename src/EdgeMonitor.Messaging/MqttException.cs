namespace EdgeMonitor.Messaging;

/// <summary>The broker, or this client, refused something; the message tells a person what to do about it.</summary>
public sealed class MqttException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public MqttException()
    {
    }

    /// <summary>Makes an exception with a message for people.</summary>
    public MqttException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message for people and its cause.</summary>
    public MqttException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes an exception for a reason code of the broker.</summary>
    public MqttException(string message, int reasonCode)
        : base(message) => ReasonCode = reasonCode;

    /// <summary>MQTT 5's reason code (128 and above); null where the broker gave none.</summary>
    public int? ReasonCode { get; }
}
