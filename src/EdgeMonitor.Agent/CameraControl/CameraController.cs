using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>Everything by which people see and stop the camera, put together from the configuration.</summary>
internal sealed class CameraController : IDisposable
{
    private readonly PrivacySwitch? _switch;
    private readonly RequestKeeper _requests;
    private readonly ScheduleWatch? _schedule;

    /// <summary>Puts it together; nothing is read or opened yet.</summary>
    /// <param name="options">Options without mistakes.</param>
    /// <param name="makeCameras">Makes the cameras, none of which has been opened.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="loggers">Makes loggers.</param>
    public CameraController(CameraControlOptions options, Func<CameraGroup> makeCameras, TimeProvider clock, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<CameraController>();
        var schedule = options.Schedule.ToSchedule();
        var hasSwitch = options.Switch.Device is not null;
        var gate = new CameraGate(
        [
            GateSource.Request,
            .. hasSwitch ? [GateSource.Switch] : Array.Empty<GateSource>(),
            .. schedule is not null ? [GateSource.Schedule] : Array.Empty<GateSource>(),
        ]);
        var folder = options.ResolveStateDirectory();
        _requests = new RequestKeeper(gate, folder is null ? null : new RequestFile(folder), logger);
        _switch = hasSwitch ? new PrivacySwitch(options.Switch, gate, InputDevice.Open, logger) : null;
        _schedule = schedule is null ? null : new ScheduleWatch(schedule, gate, clock);
        Shutter = new CameraShutter(gate, options.Led is { } led ? new StatusLed(led) : null, makeCameras, clock, logger);
    }

    /// <summary>The camera, as far as it may be open.</summary>
    public CameraShutter Shutter { get; }

    /// <summary>Carries out a request from afar.</summary>
    public Task<CommandAnswer> RequestAsync(CameraRequest request, CancellationToken cancellationToken) =>
        _requests.ApplyAsync(request, cancellationToken);

    /// <summary>Looks at switch, stored request and schedule, so that it is known from the start what holds.</summary>
    public void Look()
    {
        _requests.Load();
        _switch?.Look();
        _schedule?.Look();
    }

    /// <summary>Runs until it is stopped; then the camera is closed.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] parts =
        [
            Shutter.RunAsync(ending.Token),
            _switch?.FollowAsync(ending.Token) ?? Task.Delay(Timeout.Infinite, ending.Token),
            _schedule?.FollowAsync(ending.Token) ?? Task.Delay(Timeout.Infinite, ending.Token),
        ];

        // Should one of them fail, the camera must not go on without it.
        await Task.WhenAny(parts);
        await ending.CancelAsync();
        try
        {
            await Task.WhenAll(parts);
        }
        catch (OperationCanceledException) when (!Array.Exists(parts, part => part.IsFaulted))
        {
            // Stopped.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();
}
