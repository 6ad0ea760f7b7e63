namespace EdgeMonitor.Messaging.Storage;

/// <summary>The newest message of a topic on which older ones are worth nothing. It belongs to the outbox, under its lock.</summary>
/// <param name="Message">The message, also once it was sent.</param>
internal sealed record NewestMessage(MqttMessage Message)
{
    /// <summary>Its place in the outbox; null once it has left.</summary>
    public OutboxEntry? Waiting { get; set; }
}
