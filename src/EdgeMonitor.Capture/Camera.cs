using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Capture.Processes;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Capture;

/// <summary>
/// A camera that keeps itself going: runs the capture process of a preset, hands out its newest frame, notices when it ends,
/// stalls, freezes, crashes or sends nonsense, and starts it again. For one consumer; the status may be read by anybody at any
/// time.
/// </summary>
public sealed partial class Camera : IAsyncDisposable
{
    /// <summary>
    /// The waits on the way from <see cref="DisposeAsync"/> to the end of the capture process, at their longest: until the reader looks up,
    /// until a process that ignores the polite end is killed, and until its helpers are gone.
    /// </summary>
    public static readonly TimeSpan LongestClosing = ChildOutputStream.StopCheck + ChildProcess.Grace + ChildProcess.HelpersGrace;

    private readonly CameraOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<Camera> _logger;
    private readonly FramePool _pool = new();
    private readonly NewestFrames _newest;
    private readonly int _index;
    private readonly FreezeDetector _freeze;
    private readonly FramePainter _painter;
    private readonly RestartBackoff _backoff;
    private readonly CancellationTokenSource _closing = new();

    private readonly Lock _lock = new();
    private Task? _supervision;
    private bool _closed;
    private CameraCondition _condition = CameraCondition.Starting;
    private string? _reason;
    private long _captured;
    private long _restarts;
    private DateTimeOffset? _lastFrameAt;
    private DateTimeOffset? _sessionFirstFrameAt;
    private CameraCondition? _logged;

    /// <summary>Describes the camera; the first <see cref="NextFrameAsync"/> opens it.</summary>
    /// <exception cref="ValidationException">The options have mistakes; the message lists them all.</exception>
    public Camera(CameraOptions options, TimeProvider timeProvider, ILogger<Camera> logger)
        : this(options, timeProvider, logger, new NewestFrames(), index: 0)
    {
    }

    /// <summary>Describes one camera of a <see cref="CameraGroup"/>, which takes its frames.</summary>
    internal Camera(CameraOptions options, TimeProvider timeProvider, ILogger<Camera> logger, NewestFrames newest, int index)
    {
        var mistakes = new List<ValidationResult>();
        CameraOptionsValidator.Validate(options, mistakes);
        if (mistakes.Count > 0)
        {
            throw new ValidationException(string.Join(' ', mistakes.Select(mistake => mistake.ErrorMessage)));
        }

        _options = options;
        _timeProvider = timeProvider;
        _logger = logger;
        _newest = newest;
        _index = index;
        _freeze = new FreezeDetector(TimeSpan.FromSeconds(options.FreezeSeconds));
        _painter = new FramePainter(options);
        _backoff = new RestartBackoff(options.Restart, Random.Shared);
    }

    /// <summary>What the camera is doing now.</summary>
    public CameraStatus Status
    {
        get
        {
            lock (_lock)
            {
                return new CameraStatus
                {
                    Condition = _condition,
                    Reason = _reason,
                    Captured = _captured,
                    Dropped = _newest.DroppedOf(_index),
                    Restarts = _restarts,
                    LastFrameAt = _lastFrameAt,
                };
            }
        }
    }

    /// <summary>
    /// Waits for the newest frame that was not handed out yet; the first call opens the camera. The caller disposes the frame.
    /// Null when no more will come: the camera was closed, or a file that does not loop is over. Await the task, once, before the
    /// next call.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the camera stays open.</exception>
    /// <exception cref="InvalidOperationException">An earlier call is still waiting.</exception>
    public ValueTask<Frame?> NextFrameAsync(CancellationToken cancellationToken = default)
    {
        Open();
        return _newest.TakeAsync(cancellationToken);
    }

    /// <summary>
    /// Closes the camera; when this returns, the capture process is gone and its helpers are killed, and every frame is wiped
    /// but one that the consumer still has, which is wiped when it is disposed. Whoever waits gets null.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        await _closing.CancelAsync();
        if (_supervision is not null)
        {
            await _supervision.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Log.Closed(_logger);
        }

        _newest.Complete(_index);
        _newest.Discard(_index);
        _pool.Close();
        SetCondition(CameraCondition.Closed, reason: null);
        _closing.Dispose();
    }

    /// <summary>Starts the capture process; called again, or after the end, it does nothing.</summary>
    internal void Open()
    {
        lock (_lock)
        {
            if (_supervision is null && !_closed)
            {
                var command = CaptureCommand.Describe(_options);
                Log.Opened(_logger, command);
                _supervision = Task.Run(SuperviseAsync);
            }
        }
    }

    private async Task SuperviseAsync()
    {
        try
        {
            while (true)
            {
                _sessionFirstFrameAt = null;
                var end = await new CaptureSession(_options, _pool, _painter, _freeze, _timeProvider, Accept).RunAsync(_closing.Token);
                SetCondition(end.Condition, end.Reason);
                if (end.Condition == CameraCondition.Ended && _options is { Preset: CameraPreset.File, Loop: false })
                {
                    Log.Ended(_logger, end.Reason);
                    _newest.Complete(_index);
                    return;
                }

                Report(end);
                await Task.Delay(_backoff.Next(), _timeProvider, _closing.Token);
                lock (_lock)
                {
                    _restarts++;
                }
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closed on purpose.
        }
        catch (Exception exception)
        {
            // A mistake of ours: whoever waits for a frame must hear of it rather than wait for ever.
            _newest.Complete(_index, exception);
            throw;
        }
    }

    private void Accept(Frame frame)
    {
        lock (_lock)
        {
            frame.Camera = _index;
            frame.Sequence = _captured++;
            _lastFrameAt = frame.CapturedAt;

            // The same picture again after a restart is no sign of life.
            if (_condition != CameraCondition.Frozen || _freeze.IsChanging)
            {
                (_condition, _reason) = (CameraCondition.Running, null);
            }
        }

        if (frame.Sequence == 0)
        {
            Log.FirstFrame(_logger, frame.Width, frame.Height);
        }

        NoteStability(frame.CapturedAt);
        _newest.Publish(frame);
    }

    private void NoteStability(DateTimeOffset now)
    {
        _sessionFirstFrameAt ??= now;
        if (_logged is not null && now - _sessionFirstFrameAt >= TimeSpan.FromSeconds(_options.Restart.StableSeconds))
        {
            Log.Recovered(_logger, _restarts);
            _logged = null;
            _backoff.Reset();
        }
    }

    private void Report(CaptureEnd end)
    {
        if (end.Condition == _logged)
        {
            Log.StillBroken(_logger, end.Condition, end.Reason);
        }
        else
        {
            Log.Broken(_logger, end.Condition, end.Reason);
            _logged = end.Condition;
        }
    }

    private void SetCondition(CameraCondition condition, string? reason)
    {
        lock (_lock)
        {
            (_condition, _reason) = (condition, reason);
        }
    }
}
