namespace EdgeMonitor.Messaging;

/// <summary>The filters that a client listens to: asked for on every connection, in the order they were added.</summary>
internal sealed class SubscriptionSet
{
    private readonly Lock _lock = new();
    private readonly List<Item> _items = [];
    private readonly Dictionary<int, Item> _inFlight = [];
    private string? _closed;

    /// <summary>Adds a filter.</summary>
    public Item Add(string filter, MqttQos qos)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                throw new MqttException(_closed);
            }

            var item = new Item(filter, qos);
            _items.Add(item);
            return item;
        }
    }

    /// <summary>Forgets a filter whose caller no longer waits for it.</summary>
    public void Withdraw(Item item, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (item.Completion.TrySetCanceled(cancellationToken))
            {
                _items.Remove(item);
            }
        }
    }

    /// <summary>The next filter to ask this connection for.</summary>
    public Item? TakeNext()
    {
        lock (_lock)
        {
            var next = _items.Find(item => !item.Asked);
            next?.Asked = true;
            return next;
        }
    }

    /// <summary>Notes that a filter was asked for under an id.</summary>
    public void HandedOver(Item item, int messageId)
    {
        lock (_lock)
        {
            _inFlight.Add(messageId, item);
        }
    }

    /// <summary>Completes a subscription. A refusal at the first time forgets it; at a renewal it stays, for the next connection.</summary>
    /// <returns>The problem of a renewal, which nobody waits for; otherwise null.</returns>
    public string? Acknowledge(int messageId, int reason)
    {
        const int FirstFailure = 128;
        lock (_lock)
        {
            if (!_inFlight.Remove(messageId, out var item))
            {
                return null;
            }

            if (reason < FirstFailure)
            {
                item.Completion.TrySetResult();
                return null;
            }

            var problem = MqttProblems.SubscribeRefused(reason, item.Filter);
            return Refuse(item, new MqttException(problem, reason)) ? null : problem;
        }
    }

    /// <summary>Fails a subscription that waits for its first answer and forgets it.</summary>
    /// <returns>False when nobody waits for it.</returns>
    public bool Refuse(Item item, MqttException reason)
    {
        lock (_lock)
        {
            return item.Completion.TrySetException(reason) && _items.Remove(item);
        }
    }

    /// <summary>The next connection is to be asked for everything again.</summary>
    public void ConnectionLost()
    {
        lock (_lock)
        {
            _inFlight.Clear();
            foreach (var item in _items)
            {
                item.Asked = false;
            }
        }
    }

    /// <summary>Fails everything that waits and whatever is added later.</summary>
    public void Close(string reason)
    {
        lock (_lock)
        {
            _closed = reason;
            foreach (var item in _items)
            {
                item.Completion.TrySetException(new MqttException(reason));
            }
        }
    }

    /// <summary>A filter and what completes with its first answer.</summary>
    internal sealed class Item
    {
        public Item(string filter, MqttQos qos)
        {
            Filter = filter;
            Qos = qos;
        }

        public string Filter { get; }

        public MqttQos Qos { get; }

        public bool Asked { get; set; }

        public TaskCompletionSource Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
