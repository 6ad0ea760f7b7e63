using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Health;

/// <summary>Adds up how long frames took, until the next health report takes the sums. Safe for several threads.</summary>
internal sealed class FrameMeter
{
    private readonly Lock _lock = new();
    private long _seen;
    private long _frames;
    private TimeSpan _total;
    private TimeSpan _detection;
    private TimeSpan? _expression;

    /// <summary>Frames since start.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Adds a frame.</summary>
    public void Add(TimeSpan total, TimeSpan detection, TimeSpan? expression)
    {
        lock (_lock)
        {
            _seen++;
            _frames++;
            _total += total;
            _detection += detection;
            if (expression is { } time)
            {
                _expression = (_expression ?? TimeSpan.Zero) + time;
            }
        }
    }

    /// <summary>The frames since the last call and their mean latencies, null when there were none; starts anew.</summary>
    public (long Frames, StageLatencies? Latencies) Take()
    {
        lock (_lock)
        {
            var frames = _frames;
            var latencies = frames == 0
                ? null
                : new StageLatencies(Mean(_total), Mean(_detection), _expression is { } expression ? Mean(expression) : null);
            (_frames, _total, _detection, _expression) = (0, TimeSpan.Zero, TimeSpan.Zero, null);
            return (frames, latencies);

            double Mean(TimeSpan sum) => Math.Round(sum.TotalMilliseconds / frames, digits: 2);
        }
    }
}
