using System.Data.Common;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.History;

/// <summary>Keeps nothing longer than the options say, and forgets a room when told to.</summary>
public sealed class Retention
{
    private readonly Database _database;
    private readonly HistoryOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes the rules of <paramref name="options"/>.</summary>
    public Retention(Database database, IOptions<HistoryOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _database = database;
        _options = options.Value;
        _time = time;
    }

    /// <summary>Sums windows up by the hour once they are old enough, and deletes what has been kept long enough.</summary>
    /// <returns>What was done.</returns>
    public Task<RetentionResult> EnforceAsync(CancellationToken cancellation) => _database.InTransactionAsync(
        async connection =>
        {
            var windowsFrom = await MoveHorizonAsync(connection, cancellation);
            await connection.ExecuteAsync(HourSums.RollUp, cancellation, ("before", windowsFrom));
            var windows = await connection.ExecuteAsync(
                "DELETE FROM attention WHERE start_ms < @before", cancellation, ("before", windowsFrom));
            var old = DaysAgo(_options.HourDays);
            var hours = await connection.ExecuteAsync(
                "DELETE FROM attention_hour WHERE hour_ms < @before", cancellation, ("before", old));
            var lessons = await connection.ExecuteAsync(
                "DELETE FROM lesson WHERE COALESCE(end_ms, start_ms) < @before", cancellation, ("before", old));
            var releases = await connection.ExecuteAsync(
                "DELETE FROM lesson_release WHERE start_ms < @before", cancellation, ("before", old));
            var audit = await connection.ExecuteAsync(
                "DELETE FROM audit WHERE at_ms < @before", cancellation, ("before", DaysAgo(_options.AuditDays)));
            return new RetentionResult(windows, hours, lessons, releases, audit);
        },
        cancellation);

    /// <summary>
    /// Deletes every window, hour, lesson and release of a room, and its devices until they are heard of again. Windows that began before
    /// this moment are not taken in any more, however late they come.
    /// </summary>
    public Task<int> ForgetAsync(RoomAddress room, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(room);
        (string, object?)[] key = [("site", room.Site), ("room", room.Room)];
        return _database.InTransactionAsync(
            async connection =>
            {
                await connection.ExecuteAsync(
                    """
                    INSERT INTO erasure (site, room, before_ms) VALUES (@site, @room, @before)
                    ON CONFLICT (site, room) DO UPDATE SET before_ms = excluded.before_ms
                    """,
                    cancellation,
                    [.. key, ("before", _time.GetUtcNow().ToMs())]);
                await connection.ExecuteAsync("DELETE FROM lesson WHERE site = @site AND room = @room", cancellation, key);
                return await connection.ExecuteAsync("DELETE FROM device WHERE site = @site AND room = @room", cancellation, key);
            },
            cancellation);
    }

    /// <summary>The start of the oldest hour that is kept as windows; it never moves back, whatever the clock does.</summary>
    private async Task<long> MoveHorizonAsync(DbConnection connection, CancellationToken cancellation)
    {
        var wanted = DaysAgo(_options.WindowDays);
        await connection.ExecuteAsync(
            """
            INSERT INTO fact (name, value) VALUES (@name, @value)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > fact.value
            """,
            cancellation,
            ("name", Horizon.Fact),
            ("value", wanted - (wanted % (long)TimeSpan.FromHours(1).TotalMilliseconds)));
        return await connection.ScalarAsync("SELECT value FROM fact WHERE name = @name", cancellation, ("name", Horizon.Fact));
    }

    private long DaysAgo(int days) => (_time.GetUtcNow() - TimeSpan.FromDays(days)).ToMs();
}
