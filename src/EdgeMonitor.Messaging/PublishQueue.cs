namespace EdgeMonitor.Messaging;

/// <summary>
/// Messages on their way to the broker, in order. What a connection did not get acknowledged goes to the next one, first.
/// While the gate is closed only early messages pass: those of the hook that runs on every connect. Early messages belong
/// to their connection and end with it, since the next connect runs the hook again.
/// </summary>
internal sealed class PublishQueue
{
    /// <summary>Messages that may be unacknowledged at a time; as many as Mosquitto takes by default.</summary>
    public const int Window = 20;

    private const string ConnectionOver = "The connection was lost before the broker acknowledged the message.";

    private readonly Lock _lock = new();
    private readonly LinkedList<Item> _early = new();
    private readonly LinkedList<Item> _waiting = new();
    private readonly Dictionary<int, Item> _inFlight = [];
    private long _count;
    private bool _gateOpen;
    private object? _connection;
    private string? _closed;

    /// <summary>Begins a connection, with the gate closed.</summary>
    public void Connected(object connection)
    {
        lock (_lock)
        {
            _connection = connection;
        }
    }

    /// <summary>Puts a message at the end.</summary>
    /// <param name="message">The message.</param>
    /// <param name="earlyFor">The connection that an early message belongs to; null for an ordinary one.</param>
    /// <exception cref="MqttException">The queue is closed, or the connection of an early message is over.</exception>
    public Item Add(MqttMessage message, object? earlyFor = null)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                throw new MqttException(_closed);
            }

            if (earlyFor is not null && earlyFor != _connection)
            {
                throw new MqttException(ConnectionOver);
            }

            var item = new Item(message, early: earlyFor is not null, ++_count);
            (item.Early ? _early : _waiting).AddLast(item);
            return item;
        }
    }

    /// <summary>Takes a message out unless it was handed over already.</summary>
    public void Withdraw(Item item, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            (item.Early ? _early : _waiting).Remove(item);
            item.Completion.TrySetCanceled(cancellationToken);
        }
    }

    /// <summary>The next message that may be handed over; null when none waits, the window is full or the gate is closed.</summary>
    public Item? TakeNext()
    {
        lock (_lock)
        {
            var source = _early.Count > 0 ? _early : _waiting;
            if (_inFlight.Count >= Window || source.First is not { } first || (source == _waiting && !_gateOpen))
            {
                return null;
            }

            source.RemoveFirst();
            return first.Value;
        }
    }

    /// <summary>Notes that a message is on its way under an id.</summary>
    public void HandedOver(Item item, int messageId)
    {
        lock (_lock)
        {
            _inFlight.Add(messageId, item);
        }
    }

    /// <summary>Puts a message back that could not be handed over.</summary>
    public void Return(Item item)
    {
        lock (_lock)
        {
            PutFirst(item);
        }
    }

    /// <summary>Completes a message.</summary>
    public void Acknowledge(int messageId, int reason)
    {
        const int FirstFailure = 128;
        lock (_lock)
        {
            if (!_inFlight.Remove(messageId, out var item))
            {
                return;
            }

            if (reason < FirstFailure)
            {
                item.Completion.TrySetResult();
            }
            else
            {
                item.Completion.TrySetException(new MqttException(MqttProblems.PublishRefused(reason, item.Message.Topic), reason));
            }
        }
    }

    /// <summary>Lets ordinary messages pass, unless <paramref name="connection"/> is over.</summary>
    public void OpenGate(object connection)
    {
        lock (_lock)
        {
            _gateOpen = connection == _connection;
        }
    }

    /// <summary>Closes the gate and puts what was not acknowledged back in front; early messages fail.</summary>
    public void ConnectionLost()
    {
        lock (_lock)
        {
            _gateOpen = false;
            _connection = null;
            foreach (var item in _inFlight.Values.OrderByDescending(item => item.Number))
            {
                PutFirst(item);
            }

            _inFlight.Clear();
            Fail(_early, ConnectionOver);
        }
    }

    /// <summary>Fails everything that waits, and whatever is added later. There is no connection any more.</summary>
    public void Close(string reason)
    {
        lock (_lock)
        {
            _closed = reason;
            Fail(_waiting, reason);
        }
    }

    private static void Fail(LinkedList<Item> items, string reason)
    {
        foreach (var item in items)
        {
            item.Completion.TrySetException(new MqttException(reason));
        }

        items.Clear();
    }

    private void PutFirst(Item item)
    {
        // Withdrawn while it was on its way: it has nobody left who wants it.
        if (!item.Completion.Task.IsCompleted)
        {
            (item.Early ? _early : _waiting).AddFirst(item);
        }
    }

    /// <summary>A message and what completes with it.</summary>
    internal sealed class Item
    {
        public Item(MqttMessage message, bool early, long number)
        {
            Message = message;
            Early = early;
            Number = number;
        }

        public MqttMessage Message { get; }

        public bool Early { get; }

        public long Number { get; }

        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
