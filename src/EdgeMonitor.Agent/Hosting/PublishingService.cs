using System.Threading.Channels;
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
        _passing = Task.WhenAll(
            PassAsync(_outbound.Windows, _outlet.PublishAsync),
            PassAsync(_outbound.Lessons, _outlet.PublishAsync),
            PassAsync(_outbound.Health, _outlet.PublishAsync));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _outbound.Complete();
        return _passing;
    }

    private static async Task PassAsync<T>(ChannelReader<T> messages, Func<T, CancellationToken, Task> publish)
    {
        await foreach (var message in messages.ReadAllAsync())
        {
            await publish(message, CancellationToken.None);
        }
    }
}
