namespace EdgeMonitor.Agent.Link;

/// <summary>Lets so many pass at once and so many a second in the long run (a token bucket). For one caller at a time.</summary>
internal sealed class RateLimit
{
    private readonly double _atOnce;
    private readonly double _perSecond;
    private readonly TimeProvider _clock;
    private double _tokens;
    private long _filled;

    /// <summary>Starts full.</summary>
    public RateLimit(int atOnce, double perSecond, TimeProvider clock)
    {
        _atOnce = atOnce;
        _perSecond = perSecond;
        _clock = clock;
        _tokens = atOnce;
        _filled = clock.GetTimestamp();
    }

    /// <summary>Whether one more may pass now.</summary>
    public bool TryTake()
    {
        Fill();
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    /// <summary>Waits until one more may pass.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (!TryTake())
        {
            // A whole millisecond more, since timers round down.
            var wait = TimeSpan.FromSeconds((1 - _tokens) / _perSecond) + TimeSpan.FromMilliseconds(1);
            await Task.Delay(wait, _clock, cancellationToken);
        }
    }

    private void Fill()
    {
        var now = _clock.GetTimestamp();
        _tokens = Math.Min(_atOnce, _tokens + _clock.GetElapsedTime(_filled, now).TotalSeconds * _perSecond);
        _filled = now;
    }
}
