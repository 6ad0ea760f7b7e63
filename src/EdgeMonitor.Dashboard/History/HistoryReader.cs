using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.History;

/// <summary>Reads what is kept of devices and rooms.</summary>
public sealed class HistoryReader
{
    private readonly Database _database;

    /// <summary>Makes a reader of <paramref name="database"/>.</summary>
    public HistoryReader(Database database) => _database = database;

    /// <summary>Every device with its last state, without windows.</summary>
    public async Task<IReadOnlyList<KnownDevice>> DevicesAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.QueryAsync(
            "SELECT id, site, room, name, revision, availability, seen_ms, health, privacy FROM device ORDER BY id", Device, cancellation);
    }

    /// <summary>The newest windows of a device, at most <paramref name="count"/>, in no order.</summary>
    public async Task<IReadOnlyList<RoomAggregate>> NewestAsync(long device, int count, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.QueryAsync(
            $"SELECT {WindowRow.Columns} FROM attention a WHERE a.device_id = @device ORDER BY a.start_ms DESC LIMIT @count",
            row => WindowRow.Read(row, 0),
            cancellation,
            ("device", device),
            ("count", count));
    }

    /// <summary>The windows of a device that were stored after <paramref name="revision"/>.</summary>
    public async Task<IReadOnlyList<RoomAggregate>> SinceAsync(long device, long revision, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.QueryAsync(
            $"SELECT {WindowRow.Columns} FROM attention a WHERE a.device_id = @device AND a.revision > @revision",
            row => WindowRow.Read(row, 0),
            cancellation,
            ("device", device),
            ("revision", revision));
    }

    /// <summary>
    /// The windows of all devices of a room that overlap the time from <paramref name="from"/> (inclusive) to
    /// <paramref name="to"/> (exclusive), device by device, each in the order of time.
    /// </summary>
    public async Task<IReadOnlyList<DeviceWindow>> WindowsAsync(
        RoomAddress room, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        await using var connection = await _database.OpenAsync(cancellation);

        // No window lasts longer than a day: the lower bound of the start lets the index do its work.
        return await connection.QueryAsync(
            $"""
            SELECT d.name, {WindowRow.Columns} FROM device d JOIN attention a ON a.device_id = d.id
            WHERE d.site = @site AND d.room = @room
                AND a.start_ms > @earliest AND a.start_ms < @to AND a.end_ms > @from
            ORDER BY d.name, a.start_ms, a.sequence
            """,
            row => new DeviceWindow(row.GetString(0), WindowRow.Read(row, 1)),
            cancellation,
            ("site", room.Site),
            ("room", room.Room),
            ("earliest", from.ToMs() - (long)TimeSpan.FromDays(1).TotalMilliseconds),
            ("from", from.ToMs()),
            ("to", to.ToMs()));
    }

    /// <summary>
    /// The hourly means of a room from <paramref name="from"/> to <paramref name="to"/>: those that are kept for old times, and
    /// those of the windows that are still there, device by device in the order of time.
    /// </summary>
    public async Task<IReadOnlyList<DeviceHour>> HoursAsync(
        RoomAddress room, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.QueryAsync(
            $"""
            SELECT d.name, h.hour_ms, h.mode, SUM(h.total_ms), SUM(h.ok_ms), SUM(h.people_ms), SUM(h.visible_ms),
                SUM(h.attentive_ms), MIN(h.lowest), MAX(h.highest)
            FROM device d JOIN (
                SELECT device_id, hour_ms, mode, total_ms, ok_ms, people_ms, visible_ms, attentive_ms, lowest, highest
                FROM attention_hour WHERE hour_ms >= @from AND hour_ms < @to
                UNION ALL
                {HourSums.Select} WHERE a.start_ms >= @from AND a.start_ms < @to {HourSums.GroupBy}
            ) h ON h.device_id = d.id
            WHERE d.site = @site AND d.room = @room
            GROUP BY d.name, h.hour_ms, h.mode
            ORDER BY d.name, h.hour_ms, h.mode
            """,
            Hour,
            cancellation,
            ("site", room.Site),
            ("room", room.Room),
            ("from", from.ToMs()),
            ("to", to.ToMs()));
    }

    /// <summary>
    /// What the devices of a room released of lessons that overlap the time from <paramref name="from"/> to <paramref name="to"/>,
    /// device by device in the order of time.
    /// </summary>
    public async Task<IReadOnlyList<LessonRelease>> ReleasesAsync(
        RoomAddress room, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        await using var connection = await _database.OpenAsync(cancellation);
        var releases = await connection.QueryAsync(
            """
            SELECT l.content FROM device d JOIN lesson_release l ON l.device_id = d.id
            WHERE d.site = @site AND d.room = @room AND l.start_ms < @to AND l.end_ms > @from
            ORDER BY d.name, l.start_ms
            """,
            row => ReadJson(row.GetString(0), MessageJson.Default.LessonRelease),
            cancellation,
            ("site", room.Site),
            ("room", room.Room),
            ("from", from.ToMs()),
            ("to", to.ToMs()));
        return [.. releases.OfType<LessonRelease>()];
    }

    /// <summary>How many windows are kept.</summary>
    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.ScalarAsync("SELECT COUNT(*) FROM attention", cancellation);
    }

    private static KnownDevice Device(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Address = new DeviceAddress(row.GetString(1), row.GetString(2), row.GetString(3)),
        Revision = row.GetInt64(4),
        Availability = row.Word<Availability>(5),
        LastSeen = row.TimeOrNull(6),
        Health = ReadJson(row.TextOrNull(7), MessageJson.Default.DeviceHealth),
        Collection = ReadJson(row.TextOrNull(8), MessageJson.Default.PrivacyReport),
    };

    private static T? ReadJson<T>(string? json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            // Written by another version of this program; the device's next word follows within the minute.
            return null;
        }
    }

    private static DeviceHour Hour(DbDataReader row)
    {
        // PostgreSQL's sum of whole numbers is a decimal.
        var ok = Convert.ToDouble(row.GetValue(4), System.Globalization.CultureInfo.InvariantCulture);
        return new DeviceHour
        {
            Device = row.GetString(0),
            Start = row.Time(1),
            Mode = row.Word<AttentionMode>(2),
            Watched = Span(row.GetValue(3)),
            WithFigures = Span(row.GetValue(4)),
            People = ok > 0 ? row.GetDouble(5) / ok : null,
            VisibleShare = ok > 0 ? row.GetDouble(6) / ok : null,
            AttentiveShare = ok > 0 ? row.GetDouble(7) / ok : null,
            Lowest = row.NumberOrNull(8),
            Highest = row.NumberOrNull(9),
        };

        static TimeSpan Span(object value) => TimeSpan.FromMilliseconds(
            Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
    }
}
