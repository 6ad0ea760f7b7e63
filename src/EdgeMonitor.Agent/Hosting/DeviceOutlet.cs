using System.Globalization;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>
/// The way to the broker: windows and lessons pass as they are, health reports with what only the side with the network knows added, and
/// whether the camera may see on its own topic whenever it changes.
/// </summary>
internal sealed class DeviceOutlet
{
    private readonly DevicePublisher _publisher;
    private readonly bool _isApart;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private ModelVersions _models = new("unknown");
    private PrivacyState? _told;
    private DeviceHealth? _newest;
    private long _refused;

    /// <summary>Makes the outlet.</summary>
    /// <param name="publisher">Where everything goes.</param>
    /// <param name="isApart">Whether the camera is another process's, so that this one's memory comes on top of the reported.</param>
    /// <param name="clock">Tells the time of reports of its own.</param>
    public DeviceOutlet(DevicePublisher publisher, bool isApart, TimeProvider clock)
    {
        _publisher = publisher;
        _isApart = isApart;
        _clock = clock;
        _started = clock.GetTimestamp();
    }

    /// <summary>The newest health report as it was published; null before the first.</summary>
    public DeviceHealth? Newest => Volatile.Read(ref _newest);

    /// <summary>Connections that were closed because the other side broke a rule.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Counts a connection that was closed because the other side broke a rule.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refused);

    /// <summary>Publishes a window; completes when it is kept for delivery.</summary>
    public Task PublishAsync(RoomAggregate window, CancellationToken cancellationToken) =>
        _publisher.PublishAsync(window, cancellationToken);

    /// <summary>Publishes the release of a lesson; completes when it is kept for delivery.</summary>
    public Task PublishAsync(LessonRelease release, CancellationToken cancellationToken) =>
        _publisher.PublishAsync(release, cancellationToken);

    /// <summary>Completes and publishes a health report; completes when it is kept for delivery.</summary>
    public async Task PublishAsync(DeviceHealth health, CancellationToken cancellationToken)
    {
        _models = health.Models;
        var state = PrivacyState.Of(health.Camera);
        if (!state.Equals(_told))
        {
            await _publisher.PublishAsync(state, cancellationToken);
            _told = state;
        }

        await PublishCompleteAsync(health, cancellationToken);
    }

    private Task PublishCompleteAsync(DeviceHealth health, CancellationToken cancellationToken)
    {
        string[] problems = [.. health.Problems ?? [], .. Problems()];
        var complete = health with
        {
            MemoryBytes = health.MemoryBytes + (_isApart ? Environment.WorkingSet : 0),
            OutboxDepth = health.OutboxDepth + _publisher.Waiting,
            OutboxDropped = health.OutboxDropped + _publisher.Dropped,
            Problems = problems.Length > 0 ? problems : null,
        };
        Volatile.Write(ref _newest, complete);
        return _publisher.PublishAsync(complete, cancellationToken);
    }

    /// <summary>Publishes that the process with the camera is not there, in place of the report that it cannot send.</summary>
    public Task PublishSilenceAsync(CancellationToken cancellationToken)
    {
        var health = new DeviceHealth
        {
            Time = _clock.GetUtcNow(),
            Version = ProductVersion.Text,
            UptimeSeconds = Math.Round(_clock.GetElapsedTime(_started).TotalSeconds),
            Camera = new CameraHealth
            {
                State = CameraState.Failed,
                Reason = "The process that has the camera, edgemonitor sense, is not connected.",
                CapturedPerSecond = 0,
                ProcessedPerSecond = 0,
                DroppedPerSecond = 0,
                Restarts = 0,
            },
            MemoryBytes = 0,
            OutboxDepth = 0,
            OutboxDropped = 0,
            Models = _models,
        };

        // The last word on whether the camera may see was the other process's; its silence does not open anything.
        return PublishCompleteAsync(health, cancellationToken);
    }

    private IEnumerable<string> Problems()
    {
        if (_publisher.OutboxProblem is { } problem)
        {
            yield return problem;
        }

        if (Refused > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Connections to edgemonitor sense that broke a rule and were closed since start: {Refused}; the log says which rule.");
        }
    }
}
