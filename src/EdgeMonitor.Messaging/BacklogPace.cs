namespace EdgeMonitor.Messaging;

/// <summary>
/// Spreads what waited over time: a token bucket that holds one second's worth, so that a few messages pass at once and many
/// at the given rate. For one thread.
/// </summary>
internal sealed class BacklogPace
{
    private readonly TimeProvider _clock;
    private readonly int _perSecond;
    private double _tokens;
    private long _filled;

    /// <summary>Starts with a full bucket.</summary>
    public BacklogPace(TimeProvider clock, int perSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perSecond, 1);
        _clock = clock;
        _perSecond = perSecond;
        _tokens = perSecond;
        _filled = clock.GetTimestamp();
    }

    /// <summary>Takes a token, and waits for it where none is left.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Fill();
        if (_tokens < 1)
        {
            await Task.Delay(TimeSpan.FromSeconds((1 - _tokens) / _perSecond), _clock, cancellationToken);
            Fill();
        }

        // Below zero where the timer was early; the next one waits longer for it.
        _tokens--;
    }

    private void Fill()
    {
        var now = _clock.GetTimestamp();
        _tokens = Math.Min(_perSecond, _tokens + (_perSecond * _clock.GetElapsedTime(_filled, now).TotalSeconds));
        _filled = now;
    }
}
