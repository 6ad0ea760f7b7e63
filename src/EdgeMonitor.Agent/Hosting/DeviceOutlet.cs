using System.Globalization;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>
/// The way to the broker: windows pass as they are, health reports with what only the side with the network knows added, and
/// whether the camera may see on its own topic whenever it changes.
/// </summary>
internal sealed class DeviceOutlet
{
    private readonly DevicePublisher _publisher;
    private readonly bool _isApart;
    private PrivacyState? _told;
    private long _refused;

    /// <summary>Makes the outlet.</summary>
    /// <param name="publisher">Where everything goes.</param>
    /// <param name="isApart">Whether the camera is another process's, so that this one's memory comes on top of the reported.</param>
    public DeviceOutlet(DevicePublisher publisher, bool isApart)
    {
        _publisher = publisher;
        _isApart = isApart;
    }

    /// <summary>Connections that were closed because the other side broke a rule.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Counts a connection that was closed because the other side broke a rule.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refused);

    /// <summary>Publishes a window; completes when it is kept for delivery.</summary>
    public Task PublishAsync(RoomAggregate window, CancellationToken cancellationToken) =>
        _publisher.PublishAsync(window, cancellationToken);

    /// <summary>Completes and publishes a health report; completes when it is kept for delivery.</summary>
    public async Task PublishAsync(DeviceHealth health, CancellationToken cancellationToken)
    {
        var state = PrivacyState.Of(health.Camera);
        if (!state.Equals(_told))
        {
            await _publisher.PublishAsync(state, cancellationToken);
            _told = state;
        }

        string[] problems = [.. health.Problems ?? [], .. Problems()];
        var complete = health with
        {
            MemoryBytes = health.MemoryBytes + (_isApart ? Environment.WorkingSet : 0),
            OutboxDepth = health.OutboxDepth + _publisher.Waiting,
            OutboxDropped = health.OutboxDropped + _publisher.Dropped,
            Problems = problems.Length > 0 ? problems : null,
        };
        await _publisher.PublishAsync(complete, cancellationToken);
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
