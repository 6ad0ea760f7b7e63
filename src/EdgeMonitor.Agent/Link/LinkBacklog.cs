using System.Text.Json;
using System.Threading.Channels;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// What sense has yet to hand over: the message that is under way, then what waits in <see cref="Outbound"/>, which is bounded.
/// A message stays until it is confirmed or refused, so that a connection that breaks costs nothing. For one sender.
/// </summary>
internal sealed class LinkBacklog
{
    private readonly Outbound _outbound;
    private LinkFrame? _underWay;
    private Task<bool> _windows;
    private Task<bool> _health;
    private Task<bool> _lessons;

    /// <summary>Starts with nothing under way.</summary>
    public LinkBacklog(Outbound outbound)
    {
        _outbound = outbound;
        _windows = outbound.Windows.WaitToReadAsync().AsTask();
        _health = outbound.Health.WaitToReadAsync().AsTask();
        _lessons = outbound.Lessons.WaitToReadAsync().AsTask();
    }

    /// <summary>Messages that are not confirmed yet.</summary>
    public int Waiting => _outbound.Waiting + (_underWay is null ? 0 : 1);

    /// <summary>
    /// The next message, waiting until there is one: again the one under way while it is not confirmed, unless it is a health
    /// report and there is a newer one. null when nothing more will come.
    /// </summary>
    public async ValueTask<LinkFrame?> NextAsync(CancellationToken cancellationToken)
    {
        while (_underWay is null or { Kind: LinkMessageKind.Health })
        {
            if (_outbound.Health.TryRead(out var health))
            {
                _underWay = new LinkFrame(LinkMessageKind.Health, JsonSerializer.SerializeToUtf8Bytes(health, MessageJson.Default.DeviceHealth));
            }

            if (_underWay is not null)
            {
                break;
            }

            if (_outbound.Lessons.TryRead(out var lesson))
            {
                _underWay = new LinkFrame(LinkMessageKind.Lesson, JsonSerializer.SerializeToUtf8Bytes(lesson, MessageJson.Default.LessonRelease));
            }
            else if (_outbound.Windows.TryRead(out var window))
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

    /// <summary>The message under way has arrived, or will never be taken.</summary>
    /// <returns>What it was.</returns>
    public LinkMessageKind? Drop()
    {
        var kind = _underWay?.Kind;
        _underWay = null;
        return kind;
    }

    /// <returns>Whether there is, or may be, more.</returns>
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        _windows = Renewed(_windows, _outbound.Windows);
        _health = Renewed(_health, _outbound.Health);
        _lessons = Renewed(_lessons, _outbound.Lessons);
        await Task.WhenAny(_windows, _health, _lessons).WaitAsync(cancellationToken);
        return !(IsOver(_windows) && IsOver(_health) && IsOver(_lessons));
    }

    private static bool IsOver(Task<bool> wait) => wait is { IsCompleted: true, Result: false };

    /// <summary>A wait that is over is begun anew; one that lasts goes on, or every message would leave one behind.</summary>
    private static Task<bool> Renewed<T>(Task<bool> wait, ChannelReader<T> channel) =>
        wait.IsCompleted ? channel.WaitToReadAsync().AsTask() : wait;
}
