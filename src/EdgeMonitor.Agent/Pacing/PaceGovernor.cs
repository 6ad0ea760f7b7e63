using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Pacing;

/// <summary>
/// Decides which frames are looked at. The rate goes down in steps while the device is hot, throttled or late, and up again, one
/// step at a time, after it has been well for a while: so the rate is lowered in the open before frames are lost in silence.
/// </summary>
/// <remarks>One thread asks and notes; anybody may read <see cref="TargetPerSecond"/> and <see cref="Reason"/>.</remarks>
internal sealed class PaceGovernor
{
    /// <summary>How often the rate is thought about.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private const int PeriodsToRecover = 3;
    private const double MostBusy = 0.9;
    private const double BusyAfterRecovery = 0.75;
    private const double DegreesToRecover = 5;

    // Frames come a little early or late; one that is this much of an interval early is still the next one.
    private const double Earliness = 0.25;

    private static readonly double[] Steps = [1, 0.7, 0.5, 0.35, 0.25, 0.15];

    private readonly PaceOptions _options;
    private readonly DateTimeOffset?[] _next;
    private readonly Lock _lock = new();
    private int _step;
    private RateReduction? _reason;
    private int _calmPeriods;
    private TimeSpan _busy;
    private DateTimeOffset? _periodStart;

    /// <summary>Starts at the full rate.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cameras">How many cameras there are.</param>
    public PaceGovernor(PaceOptions options, int cameras = 1)
    {
        _options = options;
        _next = new DateTimeOffset?[cameras];
    }

    /// <summary>Frames per second that are to be looked at now, of each camera.</summary>
    public double TargetPerSecond
    {
        get
        {
            lock (_lock)
            {
                return _options.FramesPerSecond * Steps[_step];
            }
        }
    }

    /// <summary>Why the rate is lower than configured; null while it is not.</summary>
    public RateReduction? Reason
    {
        get
        {
            lock (_lock)
            {
                return _reason;
            }
        }
    }

    /// <summary>Whether a frame is to be looked at; if not, its turn has not come.</summary>
    /// <param name="capturedAt">When it was captured.</param>
    /// <param name="camera">Which camera it is from.</param>
    public bool Takes(DateTimeOffset capturedAt, int camera = 0)
    {
        var interval = TimeSpan.FromSeconds(1 / TargetPerSecond);
        if (_next[camera] is { } next && capturedAt < next - Earliness * interval && next - capturedAt <= interval)
        {
            return false;
        }

        // Counted on from when the frame was due, so that a camera whose rate is no multiple of ours is met on average.
        var isLate = _next[camera] is not { } due || capturedAt - due > interval || due - capturedAt > interval;
        _next[camera] = (isLate ? capturedAt : _next[camera]!.Value) + interval;
        return true;
    }

    /// <summary>Notes how long a frame took.</summary>
    public void Note(TimeSpan took) => _busy += took;

    /// <summary>Thinks about the rate, if it is time to; called about once a second.</summary>
    /// <param name="now">The time.</param>
    /// <param name="machine">Reads how the machine is.</param>
    public void Adapt(DateTimeOffset now, Func<MachineState> machine)
    {
        if (_periodStart is not { } start || now < start)
        {
            (_periodStart, _busy) = (now, TimeSpan.Zero);
            return;
        }

        if (now - start < Period)
        {
            return;
        }

        var share = _busy / (now - start);
        (_periodStart, _busy) = (now, TimeSpan.Zero);
        lock (_lock)
        {
            Decide(machine(), share);
        }
    }

    private void Decide(MachineState machine, double busy)
    {
        RateReduction? cause = machine switch
        {
            { Throttled: true } => RateReduction.Throttled,
            { Celsius: { } degrees } when degrees >= _options.HotCelsius => RateReduction.Hot,
            _ when busy > MostBusy => RateReduction.Late,
            _ => null,
        };
        if (cause is not null)
        {
            _step = Math.Min(_step + 1, Steps.Length - 1);
            (_reason, _calmPeriods) = (cause, 0);
            return;
        }

        if (_step == 0)
        {
            return;
        }

        var isCool = machine.Celsius is not { } celsius || celsius < _options.HotCelsius - DegreesToRecover;
        var hasRoom = busy * Steps[_step - 1] / Steps[_step] < BusyAfterRecovery;
        _calmPeriods = isCool && hasRoom ? _calmPeriods + 1 : 0;
        if (_calmPeriods >= PeriodsToRecover)
        {
            _calmPeriods = 0;
            _step--;
            _reason = _step == 0 ? null : _reason;
        }
    }
}
