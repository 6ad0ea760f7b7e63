namespace EdgeMonitor.Messaging.Storage;

/// <summary>
/// What a device still has to send: windows in order, bounded in number and bytes, oldest dropped first; on topics where only
/// the newest counts, that one. It knows which windows the file lacks and which rows of the file are done with. Safe for several threads; one of
/// them takes.
/// </summary>
internal sealed class OutboxQueue : IDisposable
{
    private readonly int _maximumCount;
    private readonly long _maximumBytes;
    private readonly Lock _lock = new();
    private readonly LinkedList<OutboxEntry> _windows = new();
    private readonly HashSet<long> _doneRows = [];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly OrderedDictionary<string, NewestMessage> _newest = new(StringComparer.Ordinal);
    private TaskCompletionSource? _drained;
    private long _bytes;
    private long _sent;
    private long _dropped;

    public OutboxQueue(int maximumCount, long maximumBytes)
    {
        _maximumCount = maximumCount;
        _maximumBytes = maximumBytes;
    }

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

    /// <summary>Bytes that wait.</summary>
    public long WaitingBytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Rows of the file whose windows have left.</summary>
    public int DoneRows
    {
        get
        {
            lock (_lock)
            {
                return _doneRows.Count;
            }
        }
    }

    /// <summary>Windows that the broker has got since start.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Windows that were dropped since too many waited or the broker refused them.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Adds a window; when too much waits, the oldest are withdrawn, even one that is on its way.</summary>
    /// <returns>Whether any was dropped.</returns>
    public bool Add(MqttMessage message)
    {
        List<OutboxEntry> withdrawn;
        lock (_lock)
        {
            var entry = new OutboxEntry(message);
            _windows.AddLast(entry);
            _bytes += entry.Size;
            withdrawn = DropExcess();
            Signal();
        }

        withdrawn.ForEach(entry => entry.Withdraw());
        return withdrawn.Count > 0;
    }

    /// <summary>Puts what an earlier run left in front of everything, in its order.</summary>
    public void AddEarlier(IReadOnlyList<OutboxEntry> entries)
    {
        List<OutboxEntry> withdrawn;
        lock (_lock)
        {
            foreach (var entry in entries.Reverse())
            {
                _windows.AddFirst(entry);
                _bytes += entry.Size;
            }

            withdrawn = DropExcess();
            Signal();
        }

        withdrawn.ForEach(entry => entry.Withdraw());
    }

    /// <summary>Adds a message that replaces what waits on its topic.</summary>
    public void SetNewest(MqttMessage message)
    {
        OutboxEntry? withdrawn;
        lock (_lock)
        {
            withdrawn = _newest.GetValueOrDefault(message.Topic)?.Waiting;
            _newest[message.Topic] = new NewestMessage(message) { Waiting = new OutboxEntry(message) };
            Signal();
        }

        withdrawn?.Withdraw();
    }

    /// <summary>Takes the newest message of every such topic to send it by another way, also when it was sent before.</summary>
    public IReadOnlyList<MqttMessage> TakeNewest()
    {
        List<OutboxEntry> withdrawn;
        List<MqttMessage> newest;
        lock (_lock)
        {
            newest = [.. _newest.Values.Select(message => message.Message)];
            withdrawn = [.. _newest.Values.Select(message => message.Waiting).OfType<OutboxEntry>()];
            foreach (var message in _newest.Values)
            {
                message.Waiting = null;
            }

            CompleteIfDrained();
        }

        withdrawn.ForEach(entry => entry.Withdraw());
        return newest;
    }

    /// <summary>Waits for something to send and gives it, windows last; it stays until <see cref="Remove"/>.</summary>
    public async Task<OutboxEntry> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if ((NewestWaiting()?.Waiting ?? _windows.First?.Value) is { } next)
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
    public void Remove(OutboxEntry entry, bool refused = false)
    {
        lock (_lock)
        {
            if (_newest.GetValueOrDefault(entry.Message.Topic) is { } newest && newest.Waiting == entry)
            {
                newest.Waiting = null;
            }
            else if (_windows.Remove(entry))
            {
                Forget(entry, dropped: refused);
                _sent += refused ? 0 : 1;
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

    /// <summary>What the file lacks, oldest first, and which of its rows are done with.</summary>
    public (IReadOnlyList<OutboxEntry> Missing, IReadOnlyList<long> Done) CompareWithFile()
    {
        lock (_lock)
        {
            // Whatever is stored was stored with everything before it, so what is missing is at the end.
            var missing = new List<OutboxEntry>();
            for (var node = _windows.Last; node is { Value.Row: null }; node = node.Previous)
            {
                missing.Add(node.Value);
            }

            missing.Reverse();
            return (missing, [.. _doneRows]);
        }
    }

    /// <summary>Notes that the file has got what it lacked, under these rows, and has lost what was done with.</summary>
    public void NoteStored(IReadOnlyList<OutboxEntry> stored, IReadOnlyList<long> rows, IReadOnlyList<long> done)
    {
        lock (_lock)
        {
            _doneRows.ExceptWith(done);
            foreach (var (entry, row) in stored.Zip(rows))
            {
                entry.Row = row;
                if (entry.IsRemoved)
                {
                    _doneRows.Add(row);
                }
            }
        }
    }

    /// <summary>Notes that the file and all its rows are gone.</summary>
    public void NoteFileLost()
    {
        lock (_lock)
        {
            _doneRows.Clear();
            foreach (var entry in _windows)
            {
                entry.Row = null;
            }
        }
    }

    public void Dispose() => _changed.Dispose();

    private List<OutboxEntry> DropExcess()
    {
        var dropped = new List<OutboxEntry>();
        while (_windows.Count > 1 && (_windows.Count > _maximumCount || _bytes > _maximumBytes))
        {
            var oldest = _windows.First!.Value;
            _windows.RemoveFirst();
            Forget(oldest, dropped: true);
            dropped.Add(oldest);
        }

        return dropped;
    }

    private void Forget(OutboxEntry entry, bool dropped)
    {
        entry.IsRemoved = true;
        _bytes -= entry.Size;
        if (dropped)
        {
            _dropped++;
        }

        if (entry.Row is { } row)
        {
            _doneRows.Add(row);
        }
    }

    private NewestMessage? NewestWaiting() => _newest.Values.FirstOrDefault(message => message.Waiting is not null);

    private void CompleteIfDrained()
    {
        if (NewestWaiting() is null && _windows.Count == 0)
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
}
