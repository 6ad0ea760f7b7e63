using System.Threading.Tasks.Sources;

namespace EdgeMonitor.Capture;

/// <summary>
/// Holds at most one frame, always the newest: a frame that nobody took in time is given back and counted. One producer and one
/// consumer; waiting allocates nothing, which a channel with a cancellable wait would.
/// </summary>
internal sealed class NewestFrame : IValueTaskSource<Frame?>
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<Frame?> _wait = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private Frame? _frame;
    private Exception? _error;
    private bool _waiting;
    private bool _completed;
    private long _dropped;

    /// <summary>Frames that were passed over for a newer one.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Hands the frame to the waiting consumer or keeps it in place of an older one.</summary>
    public void Publish(Frame frame)
    {
        lock (_lock)
        {
            if (_completed)
            {
                frame.Dispose();
            }
            else if (_waiting)
            {
                _waiting = false;
                _wait.SetResult(frame);
            }
            else
            {
                if (_frame is not null)
                {
                    _frame.Dispose();
                    Interlocked.Increment(ref _dropped);
                }

                _frame = frame;
            }
        }
    }

    /// <summary>
    /// Takes the newest frame as soon as there is one; null once no more will come. The task must be awaited, once.
    /// </summary>
    /// <exception cref="InvalidOperationException">Somebody waits already.</exception>
    public ValueTask<Frame?> TakeAsync(CancellationToken cancellationToken)
    {
        short version;
        lock (_lock)
        {
            if (_waiting)
            {
                throw new InvalidOperationException("A camera has one consumer: await a frame before asking for the next.");
            }

            if (_frame is not null)
            {
                var frame = _frame;
                _frame = null;
                return ValueTask.FromResult<Frame?>(frame);
            }

            if (_completed)
            {
                return _error is null ? ValueTask.FromResult<Frame?>(null) : ValueTask.FromException<Frame?>(_error);
            }

            _wait.Reset();
            _waiting = true;
            version = _wait.Version;
        }

        // Outside the lock: a token that is cancelled already calls back at once.
        _registration = cancellationToken.UnsafeRegister(static (self, token) => ((NewestFrame)self!).Cancel(token), this);
        return new ValueTask<Frame?>(this, version);
    }

    /// <summary>Says that no more frames will come; one that waits can still be taken.</summary>
    public void Complete(Exception? error = null)
    {
        lock (_lock)
        {
            if (_completed)
            {
                return;
            }

            _completed = true;
            _error = error;
            if (!_waiting)
            {
                return;
            }

            _waiting = false;
            if (error is null)
            {
                _wait.SetResult(null);
            }
            else
            {
                _wait.SetException(error);
            }
        }
    }

    /// <summary>Gives a frame that nobody took back to its pool.</summary>
    public void Discard()
    {
        lock (_lock)
        {
            _frame?.Dispose();
            _frame = null;
        }
    }

    Frame? IValueTaskSource<Frame?>.GetResult(short token)
    {
        // Waits for a cancellation that is under way, so that it cannot hit the next wait.
        _registration.Dispose();
        return _wait.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource<Frame?>.GetStatus(short token) => _wait.GetStatus(token);

    void IValueTaskSource<Frame?>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _wait.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        lock (_lock)
        {
            if (_waiting)
            {
                _waiting = false;
                _wait.SetException(new OperationCanceledException(token));
            }
        }
    }
}
