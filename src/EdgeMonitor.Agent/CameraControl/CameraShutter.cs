using System.Threading.Channels;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// Opens the camera, or all of a room, while the gate is open and closes it when the gate closes, without waiting for whoever is looking at a frame.
/// The light is lit before the capture process starts and dark only after it has ended; while a light that was configured cannot
/// be driven, the camera stays closed and the light is tried again.
/// </summary>
internal sealed partial class CameraShutter
{
    /// <summary>More wait only where nobody reads them.</summary>
    private const int MostChanges = 256;

    private static readonly TimeSpan LightInterval = TimeSpan.FromSeconds(1);

    private readonly CameraGate _gate;
    private readonly StatusLed? _led;
    private readonly Func<CameraGroup> _makeCameras;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<GateState> _changes = Channel.CreateBounded<GateState>(
        new BoundedChannelOptions(MostChanges) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Lock _lock = new();
    private GateState? _state;
    private CameraGroup? _cameras;
    private TaskCompletionSource<Opening> _opened = NewSignal();
    private CameraStatus _past = new() { Condition = CameraCondition.Closed, Captured = 0, Dropped = 0, Restarts = 0 };
    private string? _loggedProblem;

    /// <summary>Makes a shutter that is closed until it runs.</summary>
    /// <param name="gate">Says whether the camera may be open.</param>
    /// <param name="led">The light; null where there is none.</param>
    /// <param name="makeCameras">Makes cameras that have not been opened; called once for every opening.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Told of every opening and closing.</param>
    public CameraShutter(CameraGate gate, StatusLed? led, Func<CameraGroup> makeCameras, TimeProvider clock, ILogger logger)
    {
        _gate = gate;
        _led = led;
        _makeCameras = makeCameras;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Every state in turn, so that somebody who looks only now and then misses no closing. For one reader.</summary>
    public ChannelReader<GateState> Changes => _changes.Reader;

    /// <summary>What keeps the camera closed, the light included. It closes at once, a moment before the capture process is gone.</summary>
    public GateState State
    {
        get
        {
            lock (_lock)
            {
                return _state ?? _gate.State;
            }
        }
    }

    /// <summary>
    /// The camera now; counts are over all openings. <see cref="CameraCondition.Closed"/> means that the capture process is gone.
    /// </summary>
    public CameraStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _cameras is null ? _past with { Reason = State.Reason } : Add(_past, _cameras.Status);
            }
        }
    }

    /// <summary>
    /// Waits for the newest frame, through closings if need be. Null says that the camera has been closed since the last call;
    /// the next call waits for it to open again. The caller disposes the frame.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<Frame?> NextFrameAsync(CancellationToken cancellationToken)
    {
        Task<Opening> opened;
        lock (_lock)
        {
            opened = _opened.Task;
        }

        var opening = await opened.WaitAsync(cancellationToken);
        var frame = await opening.Cameras.NextFrameAsync(cancellationToken);
        if (frame is null)
        {
            // Also a video that is over: it sends no more, but the camera is not closed.
            await opening.Closed.Task.WaitAsync(cancellationToken);
        }

        return frame;
    }

    /// <summary>Follows the gate until it is stopped; then the camera is closed and the light is dark.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // An earlier process may have been killed while the light was on; its camera went with it.
        PutOut();
        while (!stop.IsCancellationRequested)
        {
            var gate = _gate.State;
            if (!gate.IsOpen)
            {
                Note(gate);
                await WaitAsync(gate, Timeout.InfiniteTimeSpan, stop);
            }
            else if (_led?.Light() is { } problem)
            {
                HoldFor(problem);
                await WaitAsync(gate, LightInterval, stop);
            }
            else
            {
                await KeepOpenAsync(gate, stop);
            }
        }
    }

    private static TaskCompletionSource<Opening> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CameraStatus Add(CameraStatus past, CameraStatus now) => now with
    {
        Captured = past.Captured + now.Captured,
        Dropped = past.Dropped + now.Dropped,
        Restarts = past.Restarts + now.Restarts,
        LastFrameAt = now.LastFrameAt ?? past.LastFrameAt,
    };

    private async Task KeepOpenAsync(GateState gate, CancellationToken stop)
    {
        var opening = new Opening(_makeCameras());
        Open(opening);
        var state = gate;
        try
        {
            var interval = _led is null ? Timeout.InfiniteTimeSpan : LightInterval;
            while (state.IsOpen && !stop.IsCancellationRequested)
            {
                state = await WaitAsync(gate, interval, stop);
                if (_led?.KeepLit() is { } problem)
                {
                    state = Fault(problem);
                }
            }
        }
        finally
        {
            await CloseAsync(opening, state);
        }
    }

    private void Open(Opening opening)
    {
        lock (_lock)
        {
            _cameras = opening.Cameras;
            _opened.SetResult(opening);
        }

        Note(GateState.Open);
        _loggedProblem = null;
        LogOpen();
    }

    private async Task CloseAsync(Opening opening, GateState state)
    {
        lock (_lock)
        {
            _opened = NewSignal();
        }

        Note(state);
        opening.Closed.SetResult();
        await opening.Cameras.DisposeAsync();
        lock (_lock)
        {
            _past = Add(_past, opening.Cameras.Status);
            _cameras = null;
        }

        PutOut();
        LogClosed(state.Reason ?? "The service stops.");
    }

    private void Note(GateState state)
    {
        lock (_lock)
        {
            if (_state is not null && _state.Closings.SequenceEqual(state.Closings))
            {
                return;
            }

            _state = state;
        }

        _changes.Writer.TryWrite(state);
    }

    private void HoldFor(string problem)
    {
        var state = Fault(problem);
        Note(state);
        if (!string.Equals(_loggedProblem, problem, StringComparison.Ordinal))
        {
            _loggedProblem = problem;
            LogCannotLight(problem);
        }
    }

    private static GateState Fault(string problem) =>
        new([new Closing(ClosingCause.Fault, $"The light that shows that it is open cannot be driven: {problem}.")]);

    private void PutOut()
    {
        if (_led?.PutOut() is { } problem)
        {
            LogCannotPutOut(problem);
        }
    }

    /// <summary>Waits for the gate to change, at most <paramref name="atMost"/>, or for the stop.</summary>
    /// <returns>What holds then; <paramref name="known"/> when nothing has changed.</returns>
    private async Task<GateState> WaitAsync(GateState known, TimeSpan atMost, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var change = _gate.WaitForOtherThanAsync(known, patience.Token);
        await Task.WhenAny(change, Task.Delay(atMost, _clock, patience.Token));
        await patience.CancelAsync();
        return change.IsCompletedSuccessfully ? await change : known;
    }

    [LoggerMessage(5120, LogLevel.Information, "The camera may be open")]
    private partial void LogOpen();

    [LoggerMessage(5121, LogLevel.Information, "The camera is closed, its process is gone: {Reason}")]
    private partial void LogClosed(string reason);

    [LoggerMessage(5122, LogLevel.Error, "The light cannot be driven, so the camera stays closed: {Problem}. It is tried again every second")]
    private partial void LogCannotLight(string problem);

    [LoggerMessage(5123, LogLevel.Error, "The camera is closed, but its light cannot be put out: {Problem}")]
    private partial void LogCannotPutOut(string problem);

    private sealed record Opening(CameraGroup Cameras)
    {
        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
