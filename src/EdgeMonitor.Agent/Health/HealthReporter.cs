using EdgeMonitor.Agent.Hosting;
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

    private readonly Camera _camera;
    private readonly FrameMeter _meter;
    private readonly Outbound _outbound;
    private readonly ModelVersions _models;
    private readonly Thermometer _thermometer;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private long _lastReport;
    private long _lastCaptured;
    private long _lastDropped;
    private CameraState _lastState = CameraState.Starting;

    /// <summary>Starts counting.</summary>
    public HealthReporter(
        Camera camera,
        FrameMeter meter,
        Outbound outbound,
        ModelVersions models,
        Thermometer thermometer,
        TimeProvider clock)
    {
        _camera = camera;
        _meter = meter;
        _outbound = outbound;
        _models = models;
        _thermometer = thermometer;
        _clock = clock;
        _started = clock.GetTimestamp();
        _lastReport = _started;
    }

    /// <summary>Whether the camera does something else than in the last report.</summary>
    public bool CameraStateChanged => StateOf(_camera.Status.Condition) != _lastState;

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
            TemperatureCelsius = _thermometer.Read(),
            MemoryBytes = Environment.WorkingSet,
            ClockSynced = KernelClock.IsSynchronised(),
            OutboxDepth = _outbound.Waiting,
            OutboxDropped = _outbound.Dropped,
            Models = _models,
        };
    }

    private CameraHealth ReportCamera(long processed)
    {
        var status = _camera.Status;
        var now = _clock.GetTimestamp();
        var seconds = _clock.GetElapsedTime(_lastReport, now).TotalSeconds;
        var health = new CameraHealth
        {
            State = StateOf(status.Condition),
            Reason = Shortened(status.Reason),
            CapturedPerSecond = Rate(status.Captured - _lastCaptured),
            ProcessedPerSecond = Rate(processed),
            DroppedPerSecond = Rate(status.Dropped - _lastDropped),
            FrameAgeSeconds = status.LastFrameAt is { } at ? AgeOf(at) : null,
            Restarts = status.Restarts,
        };
        (_lastReport, _lastCaptured, _lastDropped, _lastState) = (now, status.Captured, status.Dropped, health.State);
        return health;

        double Rate(long frames) => seconds > 0 ? Math.Round(frames / seconds, RateDigits) : 0;
    }

    /// <summary>Never negative, also when the clock was set back since.</summary>
    private double AgeOf(DateTimeOffset at) => Math.Round(Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds), RateDigits);

    private static string? Shortened(string? reason) => reason is { Length: > ContractRules.LongestText }
        ? string.Concat(reason.AsSpan(0, ContractRules.LongestText - 1), "…")
        : reason;

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
