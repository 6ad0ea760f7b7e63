using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using EdgeMonitor.Dashboard.History;
using Microsoft.AspNetCore.Components;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>
/// Hundreds of cards on one page, kept up to date for any number of viewers: a card is rendered again only when its state has
/// changed, once for all viewers of a language, and only changed cards travel.
/// </summary>
public class CardBoard
{
    /// <summary>The event that carries changed cards.</summary>
    public const string Changed = "cards";

    /// <summary>The event that says that a card is gone, and the page is better loaded anew.</summary>
    public const string Reload = "reload";

    // Nobody reads faster, and a school of five hundred rooms changes many times a second.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Board> _boards = new(StringComparer.Ordinal);
    private readonly Func<IReadOnlyList<CardSource>> _read;
    private readonly Func<string, IEnumerable<IDictionary<string, object?>>, Task<IReadOnlyList<string>>> _render;
    private readonly LiveRooms _rooms;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;

    /// <summary>Makes a board of what <paramref name="read"/> gives, rendered by <paramref name="render"/>.</summary>
    protected CardBoard(
        Func<IReadOnlyList<CardSource>> read,
        Func<string, IEnumerable<IDictionary<string, object?>>, Task<IReadOnlyList<string>>> render,
        LiveRooms rooms,
        TimeProvider time,
        IHostApplicationLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        _read = read;
        _render = render;
        _rooms = rooms;
        _time = time;
        _stopping = lifetime.ApplicationStopping;
    }

    /// <summary>The cards that somebody may see, in their order, and the board's version.</summary>
    public async Task<(IReadOnlyList<Card> Cards, long Version)> CardsAsync(string language, Func<RoomAddress, bool> maySee)
    {
        var board = await RefreshAsync(language);
        return ([.. board.Cards.Where(card => maySee(card.Room))], board.Version);
    }

    /// <summary>The changes of the cards after <paramref name="since"/>, until the reader leaves or the dashboard stops.</summary>
    public async IAsyncEnumerable<SseItem<string>> Follow(
        string language, Func<RoomAddress, bool> maySee, long since, [EnumeratorCancellation] CancellationToken left)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(left, _stopping);
        while (!end.IsCancellationRequested)
        {
            var change = _rooms.NextChange;
            var board = await RefreshAsync(language);
            if (since < board.LastRemoval)
            {
                yield return new SseItem<string>(string.Empty, Reload);
                yield break;
            }

            var seen = since;
            var changed = string.Concat(board.Cards.Where(card => card.Version > seen && maySee(card.Room)).Select(card => card.Html));
            since = board.Version;
            yield return new SseItem<string>(changed, changed.Length > 0 ? Changed : LiveEvents.Alive)
            {
                EventId = since.ToString(CultureInfo.InvariantCulture),
            };
            await change.WaitAsync(Pulse, _time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Pause, _time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Snapshot> RefreshAsync(string language)
    {
        var board = _boards.GetOrAdd(language, _ => new Board(_time.GetUtcNow().ToUnixTimeMilliseconds()));
        await board.Turn.WaitAsync();
        try
        {
            var sources = _read();
            var stale = sources.Where(source => !board.IsCurrent(source)).ToList();
            if (stale.Count > 0 || sources.Count != board.Count)
            {
                var html = await _render(language, stale.Select(source => source.Parameters));
                board.Take(sources, stale, html);
            }

            return board.Snapshot;
        }
        finally
        {
            board.Turn.Release();
        }
    }

    private sealed record Snapshot(IReadOnlyList<Card> Cards, long Version, long LastRemoval);

    /// <summary>The cards in one language. Versions begin at the clock's time, so that those before a restart are lower.</summary>
    private sealed class Board
    {
        private readonly Dictionary<string, (object State, Card Card)> _cards = new(StringComparer.Ordinal);

        public Board(long version) => Snapshot = new Snapshot([], version, version);

        public SemaphoreSlim Turn { get; } = new(1);

        public Snapshot Snapshot { get; private set; }

        public int Count => _cards.Count;

        public bool IsCurrent(CardSource source) => _cards.TryGetValue(source.Id, out var known) && known.State.Equals(source.State);

        public void Take(IReadOnlyList<CardSource> sources, IReadOnlyList<CardSource> stale, IReadOnlyList<string> html)
        {
            var version = Snapshot.Version + 1;
            foreach (var (source, text) in stale.Zip(html))
            {
                // What looks the same need not travel.
                var isSame = _cards.TryGetValue(source.Id, out var known) && string.Equals(known.Card.Html, text, StringComparison.Ordinal);
                _cards[source.Id] = (source.State, isSame ? known.Card : new Card(source.Room, text, version));
            }

            var gone = _cards.Keys.Except(sources.Select(source => source.Id), StringComparer.Ordinal).ToList();
            gone.ForEach(id => _cards.Remove(id));
            Snapshot = new Snapshot(
                [.. sources.Select(source => _cards[source.Id].Card)], version, gone.Count > 0 ? version : Snapshot.LastRemoval);
        }
    }
}
