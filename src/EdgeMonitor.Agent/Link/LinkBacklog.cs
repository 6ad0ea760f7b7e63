using System.Text.Json;
using System.Threading.Channels;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// What sense has yet to hand over: the message that is under way, then what waits in <see cref="Outbound"/>, which is bounded.
/// A message stays until it is confirmed, so that a connection that breaks costs nothing. For one sender.
/// </summary>
internal sealed class LinkBacklog
{
    private readonly Outbound _outbound;
    private LinkFrame? _underWay;
    private Task<bool> _windows;
    private Task<bool> _health;

    /// <summary>Starts with nothing under way.</summary>
    public LinkBacklog(Outbound outbound)
    {
        _outbound = outbound;
        _windows = outbound.Windows.WaitToReadAsync().AsTask();
        _health = outbound.Health.WaitToReadAsync().AsTask();
    }

    /// <summary>Messages that are not confirmed yet.</summary>
    public int Waiting => _outbound.Waiting + (_underWay is null ? 0 : 1);

    /// <summary>
    /// The next message, waiting until there is one: again the one under way while it is not confirmed, unless it is a health
    /// report and there is a newer one. null when nothing more will come.
    /// </summary>
    public async ValueTask<LinkFrame?> NextAsync(CancellationToken cancellationToken)
    {
        while (_underWay is not { Kind: LinkMessageKind.Window })
        {
            if (_outbound.Health.TryRead(out var health))
            {
                _underWay = new LinkFrame(LinkMessageKind.Health, JsonSerializer.SerializeToUtf8Bytes(health, MessageJson.Default.DeviceHealth));
            }

            if (_underWay is not null)
            {
                break;
            }

            if (_outbound.Windows.TryRead(out var window))
            {
                _underWay = new LinkFrame(LinkMessageKind.Window, JsonSerializer.SerializeToUtf8Bytes(window, MessageJson.Default.RoomAggregate));
            }
            else if (!await WaitAsync(cancellationToken))
            {
                break;
            }
        }

        return _underWay;
    }

    /// <summary>The message under way has arrived.</summary>
    public void Confirm() => _underWay = null;

    /// <returns>Whether there is, or may be, more.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        _windows = Renewed(_windows, _outbound.Windows);
        _health = Renewed(_health, _outbound.Health);
        await Task.WhenAny(_windows, _health).WaitAsync(cancellationToken);
        return !(_windows is { IsCompleted: true, Result: false } && _health is { IsCompleted: true, Result: false });
    }

    /// <summary>A wait that is over is begun anew; one that lasts goes on, or every message would leave one behind.</summary>
    private static Task<bool> Renewed<T>(Task<bool> wait, ChannelReader<T> channel) =>
        wait.IsCompleted ? channel.WaitToReadAsync().AsTask() : wait;
}
