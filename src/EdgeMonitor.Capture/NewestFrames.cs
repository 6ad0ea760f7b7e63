using System.Threading.Tasks.Sources;

namespace EdgeMonitor.Capture;

/// <summary>
/// Holds at most one frame of each camera, always its newest: a frame that nobody took in time is given back and counted. One
/// producer a camera and one consumer, who gets the cameras in turn; waiting allocates nothing, which a channel with a
/// cancellable wait would.
/// </summary>
internal sealed class NewestFrames : IValueTaskSource<Frame?>
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<Frame?> _wait = new() { RunContinuationsAsynchronously = true };
    private readonly Place[] _places;
    private CancellationTokenRegistration _registration;
    private Exception? _error;
    private bool _waiting;
    private int _turn;

    /// <summary>Makes it empty.</summary>
    /// <param name="cameras">How many cameras there are.</param>
    public NewestFrames(int cameras = 1) => _places = new Place[cameras];

    private bool IsOver => _error is not null || Array.TrueForAll(_places, place => place.IsCompleted);

    /// <summary>Frames of a camera that were passed over for a newer one.</summary>
    public long DroppedOf(int camera) => Interlocked.Read(ref _places[camera].Dropped);

    /// <summary>Hands the frame to the waiting consumer or keeps it in place of an older one of its camera.</summary>
    public void Publish(Frame frame)
    {
        lock (_lock)
        {
            ref var place = ref _places[frame.Camera];
            if (place.IsCompleted || _error is not null)
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
                if (place.Frame is not null)
                {
                    place.Frame.Dispose();
                    Interlocked.Increment(ref place.Dropped);
                }

                place.Frame = frame;
            }
        }
    }

    /// <summary>
    /// Takes the newest frame of the camera whose turn it is, or of the next one that has any, as soon as there is one; null once
    /// no more will come. The task must be awaited, once.
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

            if (_error is not null)
            {
                return ValueTask.FromException<Frame?>(_error);
            }

            if (TakeInTurn() is { } frame)
            {
                return ValueTask.FromResult<Frame?>(frame);
            }

            if (IsOver)
            {
                return ValueTask.FromResult<Frame?>(null);
            }

            _wait.Reset();
            _waiting = true;
            version = _wait.Version;
        }

        // Outside the lock: a token that is cancelled already calls back at once.
        _registration = cancellationToken.UnsafeRegister(static (self, token) => ((NewestFrames)self!).Cancel(token), this);
        return new ValueTask<Frame?>(this, version);
    }

    /// <summary>Says that no more frames of a camera will come; one that waits can still be taken. With an error, none of any.</summary>
    public void Complete(int camera = 0, Exception? error = null)
    {
        lock (_lock)
        {
            if (IsOver)
            {
                return;
            }

            _places[camera].IsCompleted = true;
            _error = error;
            if (!_waiting || !IsOver)
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

    /// <summary>Gives a frame of a camera that nobody took back to its pool.</summary>
    public void Discard(int camera = 0)
    {
        lock (_lock)
        {
            ref var place = ref _places[camera];
            place.Frame?.Dispose();
            place.Frame = null;
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

    private Frame? TakeInTurn()
    {
        for (var i = 0; i < _places.Length; i++)
        {
            var camera = _turn;
            _turn = (_turn + 1) % _places.Length;
            if (_places[camera].Frame is { } frame)
            {
                _places[camera].Frame = null;
                return frame;
            }
        }

        return null;
    }

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

    /// <summary>What there is of one camera.</summary>
    private struct Place
    {
        public Frame? Frame;
        public long Dropped;
        public bool IsCompleted;
    }
}
