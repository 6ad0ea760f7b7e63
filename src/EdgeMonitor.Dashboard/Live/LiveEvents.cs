using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>
/// Server-sent events that keep a page up to date: the changing part of the page as HTML, at once and then whenever it differs
/// from what was sent before.
/// </summary>
public sealed class LiveEvents
{
    /// <summary>The event that carries HTML.</summary>
    public const string Update = "update";

    /// <summary>The event that carries nothing: it shows both ends that the connection lives.</summary>
    public const string Alive = "alive";

    // A page also changes with time alone (a room grows stale) and with the broker's connection.
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);

    // A backlog of hundreds of windows makes a few events, not hundreds.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly LiveRooms _history;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;

    /// <summary>Makes a source of events that ends when the dashboard stops.</summary>
    public LiveEvents(LiveRooms history, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        _history = history;
        _time = time;
        _stopping = lifetime.ApplicationStopping;
    }

    /// <summary>The events of one page, until the reader leaves or the dashboard stops.</summary>
    public async IAsyncEnumerable<SseItem<string>> Follow(
        Func<Task<string>> render, [EnumeratorCancellation] CancellationToken left)
    {
        ArgumentNullException.ThrowIfNull(render);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, _stopping);
        string? sent = null;
        while (!end.IsCancellationRequested)
        {
            var change = _history.NextChange;
            var html = await render();
            yield return string.Equals(html, sent, StringComparison.Ordinal)
                ? new SseItem<string>(string.Empty, Alive)
                : new SseItem<string>(html, Update);
            sent = html;
            await change.WaitAsync(Pulse, _time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Pause, _time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
