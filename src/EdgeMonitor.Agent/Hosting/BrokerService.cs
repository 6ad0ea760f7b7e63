using EdgeMonitor.Messaging;
using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Connects to the broker at the start; at the stop sends what is left and then <c>offline</c>.</summary>
internal sealed class BrokerService : IHostedService
{
    private readonly DevicePublisher _publisher;

    /// <summary>Makes the service.</summary>
    public BrokerService(DevicePublisher publisher) => _publisher = publisher;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _publisher.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _publisher.DisposeAsync().AsTask();
}
