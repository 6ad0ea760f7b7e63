using System.Diagnostics.CodeAnalysis;

namespace EdgeMonitor.Messaging;

/// <summary>
/// What a device still has to send: windows in order, bounded, oldest dropped first; of health only the newest. Safe for
/// several threads; one of them takes.
/// </summary>
internal sealed class DeviceBacklog : IDisposable
{
    private readonly int _capacity;
    private readonly Lock _lock = new();
    private readonly LinkedList<Entry> _windows = new();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private Entry? _health;
    private TaskCompletionSource? _drained;
    private long _dropped;

    public DeviceBacklog(int capacity) => _capacity = capacity;

    /// <summary>Windows that wait, the one on its way included.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _windows.Count;
            }
        }
    }

    /// <summary>Windows that were dropped since too many waited or the broker refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds a window; when too many wait, the oldest is withdrawn, even if it is on its way.</summary>
    /// <returns>Whether the oldest was dropped.</returns>
    public bool AddWindow(MqttMessage message)
    {
        Entry? withdrawn = null;
        lock (_lock)
        {
            _windows.AddLast(new Entry(message));
            if (_windows.Count > _capacity)
            {
                withdrawn = _windows.First!.Value;
                _windows.RemoveFirst();
                _dropped++;
            }

            Signal();
        }

        withdrawn?.Withdraw();
        return withdrawn is not null;
    }

    /// <summary>Replaces the health that waits.</summary>
    public void SetHealth(MqttMessage message)
    {
        Entry? withdrawn;
        lock (_lock)
        {
            withdrawn = _health;
            _health = new Entry(message);
            Signal();
        }

        withdrawn?.Withdraw();
    }

    /// <summary>Waits for something to send and gives it, health first; it stays in the backlog until <see cref="Remove"/>.</summary>
    public async Task<Entry> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if ((_health ?? _windows.First?.Value) is { } next)
                {
                    return next;
                }
            }

            await _changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes out what was sent.</summary>
    /// <param name="entry">What <see cref="NextAsync"/> gave.</param>
    /// <param name="refused">Whether the broker refused it, which counts as dropped.</param>
    public void Remove(Entry entry, bool refused = false)
    {
        lock (_lock)
        {
            if (entry == _health)
            {
                _health = null;
            }
            else if (_windows.Remove(entry) && refused)
            {
                _dropped++;
            }

            CompleteIfDrained();
        }
    }

    /// <summary>Completes when nothing waits.</summary>
    public Task WhenDrained()
    {
        lock (_lock)
        {
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            CompleteIfDrained();
            return _drained.Task;
        }
    }

    public void Dispose() => _changed.Dispose();

    private void CompleteIfDrained()
    {
        if (_health is null && _windows.Count == 0)
        {
            _drained?.TrySetResult();
        }
    }

    private void Signal()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }

    /// <summary>A message that waits or is on its way.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "Without a timer or a wait handle the source has nothing to release.")]
    internal sealed class Entry
    {
        private readonly CancellationTokenSource _withdrawn = new();

        public Entry(MqttMessage message) => Message = message;

        public MqttMessage Message { get; }

        /// <summary>Cancelled when the message is no longer wanted.</summary>
        public CancellationToken Withdrawn => _withdrawn.Token;

        public void Withdraw() => _withdrawn.Cancel();
    }
}
