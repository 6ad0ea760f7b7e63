using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Passes windows, lessons and health reports on within one process; on a stop, what is left.</summary>
internal sealed class PublishingService : IHostedService
{
    private readonly Outbound _outbound;
    private readonly DeviceOutlet _outlet;
    private Task _passing = Task.CompletedTask;

    /// <summary>Makes the service.</summary>
    public PublishingService(Outbound outbound, DeviceOutlet outlet)
    {
        _outbound = outbound;
        _outlet = outlet;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _passing = Task.WhenAll(PassWindowsAsync(), PassLessonsAsync(), PassHealthAsync());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _outbound.Complete();
        return _passing;
    }

    private async Task PassWindowsAsync()
    {
        await foreach (var window in _outbound.Windows.ReadAllAsync())
        {
            await _outlet.PublishAsync(window, CancellationToken.None);
        }
    }

    private async Task PassLessonsAsync()
    {
        await foreach (var release in _outbound.Lessons.ReadAllAsync())
        {
            await _outlet.PublishAsync(release, CancellationToken.None);
        }
    }

    private async Task PassHealthAsync()
    {
        await foreach (var health in _outbound.Health.ReadAllAsync())
        {
            await _outlet.PublishAsync(health, CancellationToken.None);
        }
    }
}
