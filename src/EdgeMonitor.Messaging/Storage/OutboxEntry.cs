using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace EdgeMonitor.Messaging.Storage;

/// <summary>A message that waits in the outbox or is on its way. All but the message belongs to the outbox, under its lock.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source has nothing to release.")]
internal sealed class OutboxEntry
{
    private readonly CancellationTokenSource _withdrawn = new();

    public OutboxEntry(MqttMessage message, long? row = null)
    {
        Message = message;
        Row = row;
        Size = Encoding.UTF8.GetByteCount(message.Topic) + message.Payload.Length;
    }

    public MqttMessage Message { get; }

    /// <summary>Bytes that count towards the outbox's bound.</summary>
    public int Size { get; }

    /// <summary>Its row in the file; null while it is in memory only.</summary>
    public long? Row { get; set; }

    /// <summary>Whether it has left the outbox.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Cancelled when the message is no longer wanted.</summary>
    public CancellationToken Withdrawn => _withdrawn.Token;

    public void Withdraw() => _withdrawn.Cancel();
}
