using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Pages;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Live;

/// <summary>The cards of all rooms.</summary>
public sealed class RoomBoard : CardBoard
{
    /// <summary>Makes the board.</summary>
    public RoomBoard(RoomBook book, LiveHtml html, LiveRooms rooms, TimeProvider time, IHostApplicationLifetime lifetime)
        : base(() => Sources(book), html.RenderAsync<RoomCard>, rooms, time, lifetime)
    {
    }

    private static IReadOnlyList<CardSource> Sources(RoomBook book) =>
    [
        .. book.All().Select(room => new CardSource(
            room.Address.ToString(),
            room.Address,
            (room.Version, room.Condition),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(RoomCard.Room)] = room,
                [nameof(RoomCard.Windows)] = new Lazy<IReadOnlyList<DeviceWindow>>(() => book.Newest(room.Address)),
            })),
    ];
}
