namespace EdgeMonitor.Agent.Supervision;

/// <summary>Tells work that goes on from work that hangs, by a count that rises while it goes on.</summary>
internal sealed class Pulse
{
    private readonly TimeProvider _clock;
    private long _count;
    private long _since;

    /// <summary>Starts as if the work had just gone on.</summary>
    public Pulse(TimeProvider clock)
    {
        _clock = clock;
        _since = clock.GetTimestamp();
    }

    /// <summary>How long ago the work was last seen to go on.</summary>
    public TimeSpan Silence => _clock.GetElapsedTime(_since);

    /// <summary>Whether the count has changed within the last <paramref name="patience"/>.</summary>
    public bool Beats(long count, TimeSpan patience)
    {
        if (count != _count)
        {
            _count = count;
            Rest();
        }

        return Silence <= patience;
    }

    /// <summary>Says that there is nothing to do, which takes as long as it takes.</summary>
    public void Rest() => _since = _clock.GetTimestamp();
}
