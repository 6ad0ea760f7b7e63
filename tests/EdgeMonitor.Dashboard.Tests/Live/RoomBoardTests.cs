using System.Globalization;
using System.Net.ServerSentEvents;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Language;
using EdgeMonitor.Dashboard.Live;
using EdgeMonitor.Dashboard.Rooms;
using EdgeMonitor.Dashboard.Storage;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Tests.Live;

/// <summary>A school of five hundred rooms on one page.</summary>
public sealed class RoomBoardTests : IDisposable
{
    private const int Rooms = 500;

    private readonly ManualTimeProvider _time = new();
    private readonly LiveRooms _rooms = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();
    private readonly RoomBoard _board;

    public RoomBoardTests()
    {
        // The overview shows what is in memory: nothing is read from this one.
        var unused = new Database(Options.Create(new HistoryOptions { Database = "unused.db" }));
        var book = new RoomBook(_rooms, new HistoryReader(unused), _time);
        _board = new RoomBoard(
            book,
            new LiveHtml(_services, NullLoggerFactory.Instance),
            _rooms,
            _time,
            new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        _rooms.Apply(Enumerable.Range(0, Rooms).Select(room => Report(room, 0, 0.75)));
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Follow_OneRoomChanges_OneCardTravels()
    {
        var (cards, version) = await _board.CardsAsync(Texts.English, _ => true);

        _rooms.Apply([Report(7, 1, 0.25)]);
        var update = await FirstAsync(version, _ => true);

        Assert.Equal(Rooms, cards.Count);
        Assert.Equal(CardBoard.Changed, update.EventType);
        Assert.Equal(1, update.Data.Split("<li ").Length - 1);
        Assert.Contains("id=\"room-north--room-7\"", update.Data, StringComparison.Ordinal);
        Assert.Contains("25%", update.Data, StringComparison.Ordinal);
        Assert.Equal((version + 1).ToString(CultureInfo.InvariantCulture), update.EventId);
    }

    [Fact]
    public async Task Cards_ForSeveralViewers_AreRenderedOnce()
    {
        var (first, _) = await _board.CardsAsync(Texts.English, _ => true);
        _rooms.Apply([Report(7, 1, 0.25)]);
        var (second, _) = await _board.CardsAsync(Texts.English, _ => true);
        var (third, _) = await _board.CardsAsync(Texts.English, _ => true);

        Assert.Equal(Rooms - 1, first.Zip(second).Count(pair => ReferenceEquals(pair.First, pair.Second)));
        Assert.All(second.Zip(third), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public async Task Follow_RoomOfOthersChanges_TellsNothing()
    {
        var (_, version) = await _board.CardsAsync(Texts.English, _ => true);

        _rooms.Apply([Report(7, 1, 0.25)]);
        var update = await FirstAsync(version, room => room.Room is "room-8");

        Assert.Equal((LiveEvents.Alive, string.Empty), (update.EventType, update.Data));
    }

    [Fact]
    public async Task Follow_RoomIsForgotten_TellsToReload()
    {
        var (_, version) = await _board.CardsAsync(Texts.English, _ => true);

        _rooms.Forget([new RoomAddress("north", "room-7")]);

        Assert.Equal(CardBoard.Reload, (await FirstAsync(version, _ => true)).EventType);
    }

    private WindowReport Report(int room, int number, double attentive)
    {
        var start = _time.GetUtcNow() + (number * Samples.Length);
        return new WindowReport(
            new DeviceAddress("north", $"room-{room}", "cam-1"), start, Samples.Window(start, number, attentive: attentive));
    }

    private async Task<SseItem<string>> FirstAsync(long since, Func<RoomAddress, bool> maySee)
    {
        using var left = new CancellationTokenSource();
        await foreach (var update in _board.Follow(Texts.English, maySee, since, left.Token))
        {
            await left.CancelAsync();
            return update;
        }

        throw new InvalidOperationException("No event came.");
    }
}
