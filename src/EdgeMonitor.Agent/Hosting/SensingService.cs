using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Health;
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
    private readonly FaceAnalyzer _analyzer;
    private readonly WindowAggregator _windows;
    private readonly FrameMeter _meter;
    private readonly TimeProvider _clock;

    /// <summary>Makes the service.</summary>
    public SensingService(
        CameraShutter shutter, FaceAnalyzer analyzer, WindowAggregator windows, FrameMeter meter, TimeProvider clock)
    {
        _shutter = shutter;
        _analyzer = analyzer;
        _windows = windows;
        _meter = meter;
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
        if (frame is null)
        {
            return;
        }

        var faces = _analyzer.Analyze(frame);
        var timings = _analyzer.LastTimings;
        _meter.Add(timings.Total, timings.Detection, timings.Expression);

        // Somebody may have closed the camera meanwhile: then what was seen last does not count.
        FollowShutter();
        _windows.Observe(frame.CapturedAt, faces, LightMeter.IsTooDark(frame) ? FrameCondition.LowLight : FrameCondition.Usable);
    }

    private void FollowShutter()
    {
        while (_shutter.Changes.TryRead(out var state))
        {
            if (state.Causes is { } causes)
            {
                _windows.CloseCamera(_clock.GetUtcNow(), causes);
            }
            else
            {
                _windows.OpenCamera(_clock.GetUtcNow());
            }
        }
    }
}
