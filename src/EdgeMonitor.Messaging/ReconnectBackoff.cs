namespace EdgeMonitor.Messaging;

/// <summary>
/// How long to wait before the next attempt to connect: full jitter (uniform between zero and a ceiling that doubles), so
/// that a fleet spreads out after its broker restarts. The ceiling falls back only after a connection that lasted, so that
/// a broker which accepts and kicks at once is not stormed. Not safe for several threads.
/// </summary>
internal sealed class ReconnectBackoff
{
    /// <summary>The ceiling of the first wait: a broker that restarts at once hears from a fifth of its fleet a second.</summary>
    public static readonly TimeSpan FirstCeiling = TimeSpan.FromSeconds(5);

    /// <summary>A connection that lasted as long as this starts the waits anew.</summary>
    public static readonly TimeSpan StableTime = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock;
    private readonly Random _random;
    private readonly TimeSpan _maximum;
    private TimeSpan _ceiling;
    private long? _connectedSince;

    /// <summary>Starts with the shortest ceiling; no wait is longer than <paramref name="maximum"/>.</summary>
    public ReconnectBackoff(TimeProvider clock, Random random, TimeSpan maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximum, TimeSpan.Zero);
        _clock = clock;
        _random = random;
        _maximum = maximum;
        _ceiling = Capped(FirstCeiling);
    }

    /// <summary>Whether the current connection has lasted long enough to be trusted.</summary>
    public bool IsStable => _connectedSince is { } since && _clock.GetElapsedTime(since) >= StableTime;

    /// <summary>Tells that the broker has accepted a connection.</summary>
    public void Connected() => _connectedSince = _clock.GetTimestamp();

    /// <summary>The wait after a connection ended or could not be made.</summary>
    public TimeSpan Next()
    {
        if (IsStable)
        {
            _ceiling = Capped(FirstCeiling);
        }

        _connectedSince = null;
        var wait = _ceiling * _random.NextDouble();
        _ceiling = Capped(_ceiling * 2);
        return wait;
    }

    private TimeSpan Capped(TimeSpan ceiling) => ceiling < _maximum ? ceiling : _maximum;
}
