using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Passes windows and health reports to the broker; on a stop, what is left and then <c>offline</c>.</summary>
internal sealed class PublishingService : IHostedService
{
    private readonly Outbound _outbound;
    private readonly DevicePublisher _publisher;
    private Task _passing = Task.CompletedTask;

    /// <summary>Makes the service; it connects when it starts.</summary>
    public PublishingService(Outbound outbound, DevicePublisher publisher)
    {
        _outbound = outbound;
        _publisher = publisher;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _publisher.Start();
        _passing = Task.WhenAll(PassWindowsAsync(), PassHealthAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _outbound.Complete();
        await _passing;
        await _publisher.DisposeAsync();
    }

    private async Task PassWindowsAsync()
    {
        await foreach (var window in _outbound.Windows.ReadAllAsync())
        {
            await _publisher.PublishAsync(window, CancellationToken.None);
        }
    }

    private async Task PassHealthAsync()
    {
        PrivacyState? told = null;
        await foreach (var health in _outbound.Health.ReadAllAsync())
        {
            var state = PrivacyState.Of(health.Camera);
            if (!state.Equals(told))
            {
                told = state;
                await _publisher.PublishAsync(state, CancellationToken.None);
            }

            await _publisher.PublishAsync(health, CancellationToken.None);
        }
    }
}
