using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Capture;
using EdgeMonitor.LocalPages;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Preview;

/// <summary>
/// One run of <c>edgemonitor preview</c>: the camera as it is configured, with its switch, schedule, stored request and light, and
/// a page on this machine that shows what was found. Frames stay in here; the page gets a <see cref="PreviewScene"/>.
/// </summary>
internal sealed class PreviewRun : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly FaceAnalyzer _analyzer;
    private readonly CameraController _controller;
    private readonly SceneMaker _scenes;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _length;
    private readonly long _start;

    /// <summary>Loads the networks; the camera stays closed.</summary>
    /// <param name="options">Options without mistakes.</param>
    /// <param name="camera">Which camera, of those that are configured.</param>
    /// <param name="length">After how long it ends.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="loggers">Makes loggers.</param>
    public PreviewRun(AgentOptions options, CameraOptions camera, TimeSpan length, TimeProvider clock, ILoggerFactory loggers)
    {
        _analyzer = FaceAnalyzer.Create(options.Vision, readExpressions: false);
        _controller = new CameraController(
            options.CameraControl, () => new CameraGroup([camera], clock, loggers.CreateLogger<Camera>()), clock, loggers);
        _scenes = new SceneMaker(options.Attention.Orientation);
        _clock = clock;
        _length = length;
        _start = clock.GetTimestamp();
    }

    private TimeSpan Left => _length - _clock.GetElapsedTime(_start);

    /// <summary>Shows what is found until the time is over or it is stopped; then the camera is closed.</summary>
    public async Task RunAsync(LocalPageServer server, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var end = _clock.CreateTimer(_ => ending.Cancel(), state: null, Left, Timeout.InfiniteTimeSpan);
        _controller.Look();
        var controlling = ControlAsync(ending);
        try
        {
            await ShowAsync(server, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The time is over, or somebody stopped it.
        }
        finally
        {
            await ending.CancelAsync();
            await controlling;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _controller.Dispose();
        _analyzer.Dispose();
    }

    /// <summary>Should the control of the camera fail, there is nothing to show any more.</summary>
    private async Task ControlAsync(CancellationTokenSource ending)
    {
        try
        {
            await _controller.RunAsync(ending.Token);
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private async Task ShowAsync(LocalPageServer server, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Tick, _clock);
        var tick = timer.WaitForNextTickAsync(stop).AsTask();
        var next = _controller.Shutter.NextFrameAsync(stop).AsTask();
        while (true)
        {
            if (await Task.WhenAny(tick, next) == next)
            {
                using (var frame = await next)
                {
                    if (frame is null)
                    {
                        _analyzer.Forget();
                    }

                    server.Show(frame is null ? Nothing() : Look(frame));
                }

                next = _controller.Shutter.NextFrameAsync(stop).AsTask();
            }
            else
            {
                await tick;
                if (_controller.Shutter.Status.Condition is not CameraCondition.Running)
                {
                    server.Show(Nothing());
                }

                tick = timer.WaitForNextTickAsync(stop).AsTask();
            }
        }
    }

    private Markup Look(Frame frame)
    {
        var faces = _analyzer.Follow(frame);
        var view = new SceneView(
            frame.Width,
            frame.Height,
            _analyzer.LastQuality.IsTooDark,
            _analyzer.LastTimings.Total.TotalMilliseconds,
            (int)Math.Max(0, Left.TotalSeconds));
        return ScenePage.Render(_scenes.Make(view, faces, (column, row) => IsMasked(frame, column, row)));
    }

    private static bool IsMasked(Frame frame, int column, int row) => frame.Mask?.Covers(
        column * frame.Width / CoverageGrid.Columns,
        row * frame.Height / CoverageGrid.Rows,
        (column + 1) * frame.Width / CoverageGrid.Columns,
        (row + 1) * frame.Height / CoverageGrid.Rows) is true;

    private Markup Nothing()
    {
        var status = _controller.Shutter.Status;
        return ScenePage.RenderNothing(Written.Value(status.Condition).Trim('"'), status.Reason);
    }
}
