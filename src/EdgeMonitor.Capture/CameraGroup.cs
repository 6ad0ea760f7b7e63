using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Capture;

/// <summary>
/// The cameras of one room, opened and closed together, each with its own capture process. Whoever takes the frames gets the newest
/// of each camera in turn, so that a fast camera cannot crowd out a slow one. For one consumer; the status may be read by anybody.
/// </summary>
public sealed class CameraGroup : IAsyncDisposable
{
    private readonly Camera[] _cameras;
    private readonly NewestFrames _newest;

    /// <summary>Describes the cameras; the first <see cref="NextFrameAsync"/> opens them.</summary>
    /// <param name="options">One or more, without mistakes; <see cref="Frame.Camera"/> is the position in it.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Told of every change.</param>
    /// <exception cref="ArgumentException">There are no options.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">The options have mistakes.</exception>
    public CameraGroup(IReadOnlyList<CameraOptions> options, TimeProvider timeProvider, ILogger<Camera> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Count == 0)
        {
            throw new ArgumentException("A group has at least one camera.", nameof(options));
        }

        _newest = new NewestFrames(options.Count);
        _cameras = [.. options.Select((one, index) => new Camera(one, timeProvider, logger, _newest, index))];
    }

    /// <summary>
    /// What the cameras are doing together: the condition and the reason are those of the camera that is worst off, the newest
    /// frame is that of the camera whose newest is oldest, counts are sums.
    /// </summary>
    public CameraStatus Status
    {
        get
        {
            var all = Array.ConvertAll(_cameras, camera => camera.Status);
            var worst = Enumerable.Range(0, all.Length).MaxBy(camera => Severity(all[camera].Condition));
            return new CameraStatus
            {
                Condition = all[worst].Condition,
                Reason = all[worst].Reason is { } reason && all.Length > 1
                    ? string.Create(CultureInfo.InvariantCulture, $"camera {worst + 1}: {reason}")
                    : all[worst].Reason,
                Captured = all.Sum(camera => camera.Captured),
                Dropped = all.Sum(camera => camera.Dropped),
                Restarts = all.Sum(camera => camera.Restarts),
                LastFrameAt = Array.TrueForAll(all, camera => camera.LastFrameAt is not null) ? all.Min(camera => camera.LastFrameAt) : null,
            };
        }
    }

    /// <summary>
    /// Waits for the newest frame of a camera that was not handed out yet; the first call opens the cameras. The caller disposes the
    /// frame. Null when no more will come from any. Await the task, once, before the next call.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled; the cameras stay open.</exception>
    /// <exception cref="InvalidOperationException">An earlier call is still waiting.</exception>
    public ValueTask<Frame?> NextFrameAsync(CancellationToken cancellationToken = default)
    {
        foreach (var camera in _cameras)
        {
            camera.Open();
        }

        return _newest.TakeAsync(cancellationToken);
    }

    /// <summary>Closes all of them, at the same time; see <see cref="Camera.DisposeAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_cameras.Select(camera => camera.DisposeAsync().AsTask()));

    private static int Severity(CameraCondition condition) => condition switch
    {
        CameraCondition.Failed => 6,
        CameraCondition.Stalled => 5,
        CameraCondition.Frozen => 4,
        CameraCondition.Ended => 3,
        CameraCondition.Starting => 2,
        CameraCondition.Running => 1,
        _ => 0,
    };
}
