using System.Data.Common;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// The times from which windows and lessons are taken in. Older ones have been summed up by the hour, and would count twice, or were deleted,
/// and shall not come back with a late backlog.
/// </summary>
internal sealed class Horizon
{
    /// <summary>The fact whose value is the start of the oldest hour that is still kept as windows.</summary>
    public const string Fact = "windows_from_ms";

    private readonly long _general;
    private readonly Dictionary<RoomAddress, long> _rooms;

    private Horizon(long general, Dictionary<RoomAddress, long> rooms)
    {
        _general = general;
        _rooms = rooms;
    }

    /// <summary>Reads the times.</summary>
    public static async Task<Horizon> ReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        var general = await connection.ScalarAsync("SELECT value FROM fact WHERE name = @name", cancellation, ("name", Fact));
        var rooms = await connection.QueryAsync(
            "SELECT site, room, before_ms FROM erasure",
            row => (Room: new RoomAddress(row.GetString(0), row.GetString(1)), From: row.GetInt64(2)),
            cancellation);
        return new Horizon(general, rooms.ToDictionary(one => one.Room, one => one.From));
    }

    /// <summary>The earliest start of what <paramref name="room"/> is believed to have seen, in milliseconds since 1970.</summary>
    public long Of(RoomAddress room) => Math.Max(_general, _rooms.GetValueOrDefault(room));
}
