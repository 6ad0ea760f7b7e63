using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Health;
using EdgeMonitor.Agent.Pacing;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>The loop of those who look: newest frame, faces, window. One loop does it all, so nothing in it needs a lock.</summary>
internal sealed class SensingService : BackgroundService
{
    /// <summary>How often the windows hear the time when no frame brings it.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly CameraShutter _shutter;
    private readonly IReadOnlyList<FaceAnalyzer> _analyzers;
    private readonly WindowAggregator _windows;
    private readonly FrameMeter _meter;
    private readonly PictureMeter _pictures;
    private readonly PaceGovernor _pace;
    private readonly Func<MachineState> _machine;
    private readonly TimeProvider _clock;

    /// <summary>Makes the service; there is an analyzer for each camera.</summary>
    public SensingService(
        CameraShutter shutter,
        IReadOnlyList<FaceAnalyzer> analyzers,
        WindowAggregator windows,
        FrameMeter meter,
        PictureMeter pictures,
        PaceGovernor pace,
        Thermometer thermometer,
        Throttle throttle,
        TimeProvider clock)
    {
        _shutter = shutter;
        _analyzers = analyzers;
        _windows = windows;
        _meter = meter;
        _pictures = pictures;
        _pace = pace;
        _machine = () => new MachineState(thermometer.Read(), throttle.Read());
        _clock = clock;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, _clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var next = _shutter.NextFrameAsync(stoppingToken).AsTask();
        while (await Task.WhenAny(tick, next) is var done && !stoppingToken.IsCancellationRequested)
        {
            FollowShutter();
            if (done == tick)
            {
                _windows.Advance(_clock.GetUtcNow());
                _pace.Adapt(_clock.GetUtcNow(), _machine);
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }
            else
            {
                using (var frame = await next)
                {
                    Look(frame);
                }

                next = _shutter.NextFrameAsync(stoppingToken).AsTask();
            }
        }
    }

    private void Look(Frame? frame)
    {
        if (frame is null || !_pace.Takes(frame.CapturedAt, frame.Camera))
        {
            return;
        }

        var analyzer = _analyzers[frame.Camera];
        var faces = analyzer.Follow(frame);
        var (timings, quality) = (analyzer.LastTimings, analyzer.LastQuality);
        _pace.Note(timings.Total);
        _meter.Add(timings.Total, timings.Detection, timings.Expression);
        _pictures.Add(quality, faces);

        // Somebody may have closed the camera meanwhile: then what was seen last does not count.
        FollowShutter();
        _windows.Observe(
            frame.CapturedAt,
            faces,
            quality.IsTooDark || quality.IsBlurred ? FrameCondition.LowLight : FrameCondition.Usable,
            frame.Camera);
    }

    private void FollowShutter()
    {
        while (_shutter.Changes.TryRead(out var state))
        {
            if (state.Causes is { } causes)
            {
                _windows.CloseCamera(_clock.GetUtcNow(), causes);
                foreach (var analyzer in _analyzers)
                {
                    analyzer.Forget();
                }
            }
            else
            {
                _windows.OpenCamera(_clock.GetUtcNow());
            }
        }
    }
}
