using EdgeMonitor.Agent.Health;
using EdgeMonitor.Agent.Pacing;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>The camera's loop: newest frame, faces, window. One loop does it all, so nothing in it needs a lock.</summary>
internal sealed class SensingService : BackgroundService
{
    /// <summary>How often the windows hear the time when no frame brings it.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Camera _camera;
    private readonly FaceAnalyzer _analyzer;
    private readonly WindowAggregator _windows;
    private readonly FrameMeter _meter;
    private readonly PictureMeter _pictures;
    private readonly PaceGovernor _pace;
    private readonly Func<MachineState> _machine;
    private readonly TimeProvider _clock;

    /// <summary>Makes the service; the camera opens when it starts.</summary>
    public SensingService(
        Camera camera,
        FaceAnalyzer analyzer,
        WindowAggregator windows,
        FrameMeter meter,
        PictureMeter pictures,
        PaceGovernor pace,
        Thermometer thermometer,
        Throttle throttle,
        TimeProvider clock)
    {
        _camera = camera;
        _analyzer = analyzer;
        _windows = windows;
        _meter = meter;
        _pictures = pictures;
        _pace = pace;
        _machine = () => new MachineState(thermometer.Read(), throttle.Read());
        _clock = clock;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Here rather than at the very end: the last health report then says that the camera is closed.
        await _camera.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, _clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var next = _camera.NextFrameAsync(stoppingToken).AsTask();
        while (await Task.WhenAny(tick, next) is var done && !stoppingToken.IsCancellationRequested)
        {
            if (done == tick)
            {
                _windows.Advance(_clock.GetUtcNow());
                _pace.Adapt(_clock.GetUtcNow(), _machine);
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }
            else if (await next is { } frame)
            {
                using (frame)
                {
                    Look(frame);
                }

                next = _camera.NextFrameAsync(stoppingToken).AsTask();
            }
            else
            {
                next = Never(stoppingToken);
            }
        }
    }

    private void Look(Frame frame)
    {
        if (!_pace.Takes(frame.CapturedAt))
        {
            return;
        }

        var faces = _analyzer.Follow(frame);
        var (timings, quality) = (_analyzer.LastTimings, _analyzer.LastQuality);
        _pace.Note(timings.Total);
        _meter.Add(timings.Total, timings.Detection, timings.Expression);
        _pictures.Add(quality, faces);
        _windows.Observe(
            frame.CapturedAt, faces, quality.IsTooDark || quality.IsBlurred ? FrameCondition.LowLight : FrameCondition.Usable);
    }

    /// <summary>A video that is over sends no more frames; its windows go on as <c>no_signal</c>.</summary>
    private static Task<Frame?> Never(CancellationToken stoppingToken)
    {
        var never = new TaskCompletionSource<Frame?>();
        stoppingToken.UnsafeRegister(_ => never.TrySetResult(null), state: null);
        return never.Task;
    }
}
