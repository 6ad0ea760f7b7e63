namespace EdgeMonitor.Capture;

/// <summary>
/// Keeps a few frames of one size for reuse, so that a running camera allocates nothing. A change of size lets the old ones go.
/// Once the pool is closed, a frame that comes back is wiped and let go. Safe for use by several threads.
/// </summary>
internal sealed class FramePool
{
    // One is being filled, one waits to be taken, one is with the consumer; one more covers the moment of handing over.
    private const int Capacity = 4;

    private readonly Lock _lock = new();
    private readonly Stack<Frame> _idle = new(Capacity);
    private readonly Action<Frame> _release;
    private bool _closed;

    public FramePool() => _release = Return;

    /// <summary>Frames that wait to be rented, 0..4.</summary>
    public int Idle
    {
        get
        {
            lock (_lock)
            {
                return _idle.Count;
            }
        }
    }

    /// <summary>
    /// Gives a frame of this size, whose content is arbitrary; its <see cref="Frame.Dispose"/> brings it back here.
    /// </summary>
    public Frame Rent(int width, int height)
    {
        lock (_lock)
        {
            while (_idle.TryPop(out var frame))
            {
                if (frame.Width == width && frame.Height == height)
                {
                    frame.Reuse();
                    return frame;
                }

                frame.Wipe();
            }
        }

        return new Frame(width, height, _release);
    }

    /// <summary>
    /// Wipes every frame, those that are still lent when they come back: a camera that has been closed leaves no picture in memory.
    /// </summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            while (_idle.TryPop(out var frame))
            {
                frame.Wipe();
            }
        }
    }

    private void Return(Frame frame)
    {
        lock (_lock)
        {
            if (!_closed && _idle.Count < Capacity)
            {
                _idle.Push(frame);
                return;
            }
        }

        frame.Wipe();
    }
}
