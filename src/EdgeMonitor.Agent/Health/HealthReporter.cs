using System.Globalization;
using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Pacing;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Health;

/// <summary>
/// Puts the device's health together, as far as the side with the camera knows it; <see cref="DeviceOutlet"/> adds the rest.
/// Rates and latencies are those since the last report.
/// </summary>
internal sealed class HealthReporter
{
    private const int RateDigits = 2;

    private readonly CameraShutter _shutter;
    private readonly FrameMeter _meter;
    private readonly PictureMeter _pictures;
    private readonly PaceGovernor _pace;
    private readonly Outbound _outbound;
    private readonly ModelVersions _models;
    private readonly Thermometer _thermometer;
    private readonly Throttle _throttle;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private long _lastReport;
    private long _lastCaptured;
    private long _lastDropped;
    private CameraState _lastState = CameraState.Starting;
    private IReadOnlyList<ClosingCause>? _lastClosedBy;

    /// <summary>Starts counting.</summary>
    public HealthReporter(
        CameraShutter shutter,
        FrameMeter meter,
        PictureMeter pictures,
        PaceGovernor pace,
        Outbound outbound,
        ModelVersions models,
        Thermometer thermometer,
        Throttle throttle,
        TimeProvider clock)
    {
        _shutter = shutter;
        _meter = meter;
        _pictures = pictures;
        _pace = pace;
        _outbound = outbound;
        _models = models;
        _thermometer = thermometer;
        _throttle = throttle;
        _clock = clock;
        _started = clock.GetTimestamp();
        _lastReport = _started;
    }

    /// <summary>Whether the camera does something else than in the last report, or is closed for another reason.</summary>
    public bool CameraStateChanged
    {
        get
        {
            var (state, closedBy) = Look(_shutter.Status);
            return state != _lastState || !(closedBy ?? []).SequenceEqual(_lastClosedBy ?? []);
        }
    }

    /// <summary>The device's health now.</summary>
    public DeviceHealth Report()
    {
        var (processed, latencies) = _meter.Take();
        return new DeviceHealth
        {
            Time = _clock.GetUtcNow(),
            Version = ProductVersion.Text,
            UptimeSeconds = Math.Round(_clock.GetElapsedTime(_started).TotalSeconds),
            Camera = ReportCamera(processed),

            // Faces take time: of a small group, latencies would count what its windows hide.
            Latency = _outbound.NewestHasNumbers ? CoarseLatency.Of(latencies) : null,
            Picture = _pictures.Take(_outbound.NewestHasNumbers),
            Throttled = _throttle.Read(),
            TemperatureCelsius = _thermometer.Read(),
            MemoryBytes = Environment.WorkingSet,
            ClockSynced = KernelClock.IsSynchronised(),
            OutboxDepth = _outbound.Waiting,
            OutboxDropped = _outbound.Dropped,
            Problems = _outbound.Refused > 0 ? [DescribeRefusals(_outbound.Refused)] : null,
            Models = _models,
        };
    }

    private static string DescribeRefusals(long count) => string.Create(
        CultureInfo.InvariantCulture,
        $"Messages that edgemonitor publish refused since start, and that are lost: {count}; the log says why. Are both of the same version?");

    private CameraHealth ReportCamera(long processed)
    {
        var status = _shutter.Status;
        var (state, closedBy) = Look(status);
        var now = _clock.GetTimestamp();
        var seconds = _clock.GetElapsedTime(_lastReport, now).TotalSeconds;
        var health = new CameraHealth
        {
            State = state,
            Reason = status.Reason is { } reason ? ShortText.Of(reason) : null,
            ClosedBy = closedBy,
            CapturedPerSecond = Rate(status.Captured - _lastCaptured),
            ProcessedPerSecond = Rate(processed),
            TargetPerSecond = Math.Round(_pace.TargetPerSecond, RateDigits),
            ReducedBecause = _pace.Reason,
            DroppedPerSecond = Rate(status.Dropped - _lastDropped),
            FrameAgeSeconds = status.LastFrameAt is { } at ? AgeOf(at) : null,
            Restarts = status.Restarts,
        };
        (_lastReport, _lastCaptured, _lastDropped) = (now, status.Captured, status.Dropped);
        (_lastState, _lastClosedBy) = (state, closedBy);
        return health;

        double Rate(long frames) => seconds > 0 ? Math.Round(frames / seconds, RateDigits) : 0;
    }

    /// <summary>Causes belong to a camera whose process is gone; a moment earlier it is not closed yet.</summary>
    private (CameraState State, IReadOnlyList<ClosingCause>? ClosedBy) Look(CameraStatus status)
    {
        var state = StateOf(status.Condition);
        return (state, state is CameraState.Closed ? _shutter.State.Causes : null);
    }

    /// <summary>Never negative, also when the clock was set back since.</summary>
    private double AgeOf(DateTimeOffset at) => Math.Round(Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds), RateDigits);

    private static CameraState StateOf(CameraCondition condition) => condition switch
    {
        CameraCondition.Starting => CameraState.Starting,
        CameraCondition.Running => CameraState.Running,
        CameraCondition.Ended => CameraState.Ended,
        CameraCondition.Stalled => CameraState.Stalled,
        CameraCondition.Frozen => CameraState.Frozen,
        CameraCondition.Closed => CameraState.Closed,
        _ => CameraState.Failed,
    };
}
