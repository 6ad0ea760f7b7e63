using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>Reads what a room's page shows, and renders its changing part once for all of its viewers.</summary>
public sealed class RoomParts
{
    private readonly RoomBook _book;
    private readonly LessonBook _lessons;
    private readonly BrokerLink _broker;
    private readonly FragmentCache _cache;
    private readonly LiveHtml _html;

    /// <summary>Makes a reader.</summary>
    public RoomParts(RoomBook book, LessonBook lessons, BrokerLink broker, FragmentCache cache, LiveHtml html)
    {
        _book = book;
        _lessons = lessons;
        _broker = broker;
        _cache = cache;
        _html = html;
    }

    /// <summary>Whether any device of a room has been heard of.</summary>
    public bool IsKnown(RoomAddress room) => _book.Find(room) is not null;

    /// <summary>The parameters of <see cref="RoomLive"/>; null when nothing is known of the room.</summary>
    public async Task<IDictionary<string, object?>?> ReadAsync(RoomAddress address, CancellationToken cancellation) =>
        _book.Find(address) is { } room
            ? new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(RoomLive.Room)] = room,
                [nameof(RoomLive.Windows)] = _book.Recent(address),
                [nameof(RoomLive.Lesson)] = await _lessons.RunningAsync(address, cancellation),
                [nameof(RoomLive.BrokerProblem)] = Words.Notice(_broker),
            }
            : null;

    /// <summary>The changing part in a language; empty for a room that was deleted.</summary>
    public async Task<string> RenderAsync(RoomAddress address, string language)
    {
        if (_book.Find(address) is not { } room)
        {
            return string.Empty;
        }

        var state = (room.Version, room.Condition, _broker.IsBroken, _broker.LastProblem);
        return await _cache.GetAsync(address.ToString(), language, state, async () =>
            (await _html.RenderAsync<RoomLive>(language, [(await ReadAsync(address, CancellationToken.None))!]))[0]);
    }
}
