using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Metrics;

/// <summary>
/// What metrics are made of: the newest health report as everybody on the broker reads it, and what the publisher counts. No
/// window is among it, and nothing about this process (its processor time or allocations): in <c>edgemonitor run</c> that would
/// follow the number of faces.
/// </summary>
/// <param name="Health">The newest health report; null before the first.</param>
/// <param name="IsConnected">Whether the broker is there.</param>
/// <param name="Connections">Times that the broker accepted a connection since start.</param>
/// <param name="WindowsSent">Windows that the broker has got since start.</param>
/// <param name="OutboxWrites">Times that the outbox's file was written since start.</param>
internal sealed record DeviceFigures(DeviceHealth? Health, bool IsConnected, long Connections, long WindowsSent, long OutboxWrites)
{
    /// <summary>The figures now.</summary>
    public static DeviceFigures Of(DeviceOutlet outlet, DevicePublisher publisher) => new(
        outlet.Newest,
        publisher.State is MqttConnectionState.Connected,
        publisher.Connections,
        publisher.Sent,
        publisher.OutboxCommits);
}
