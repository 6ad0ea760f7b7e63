using System.Data.Common;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// Writes what devices say to the database. Windows may come late, in any order, twice and through several instances of the
/// dashboard: one is kept per device and sequence.
/// </summary>
public sealed class HistoryWriter
{
    private readonly Database _database;
    private readonly HistoryOptions _options;

    /// <summary>Makes a writer to <paramref name="database"/>.</summary>
    public HistoryWriter(Database database, IOptions<HistoryOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _database = database;
        _options = options.Value;
    }

    /// <summary>Writes all of <paramref name="reports"/> in one transaction and says what became of each, in their order.</summary>
    public async Task<IReadOnlyList<StoreResult>> SaveAsync(IReadOnlyList<DeviceReport> reports, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return reports.Count == 0
            ? []
            : await _database.InTransactionAsync(connection => SaveAsync(connection, reports, cancellation), cancellation);
    }

    private async Task<IReadOnlyList<StoreResult>> SaveAsync(
        DbConnection connection, IReadOnlyList<DeviceReport> reports, CancellationToken cancellation)
    {
        var results = new StoreResult[reports.Count];
        var horizon = await Horizon.ReadAsync(connection, cancellation);

        // Always in the same order of devices: two instances that lock each other's rows would wait for ever.
        var devices = reports.Index()
            .GroupBy(report => report.Item.Address)
            .OrderBy(device => device.Key.ToString(), StringComparer.Ordinal);
        foreach (var device in devices)
        {
            var id = await FindOrAddAsync(connection, device.Key, cancellation);
            var batch = new DeviceBatch(connection, id ?? 0, horizon.Of(RoomAddress.Of(device.Key)));
            foreach (var (index, report) in device)
            {
                results[index] = id is null ? StoreResult.TooManyDevices : await batch.SaveAsync(report, cancellation);
            }
        }

        return results;
    }

    private async Task<long?> FindOrAddAsync(DbConnection connection, DeviceAddress address, CancellationToken cancellation)
    {
        const string Find = "SELECT id FROM device WHERE site = @site AND room = @room AND name = @name";
        const string Add = "INSERT INTO device (site, room, name) VALUES (@site, @room, @name) ON CONFLICT DO NOTHING";
        (string, object?)[] key = [("site", address.Site), ("room", address.Room), ("name", address.Device)];
        var known = await connection.ScalarAsync(Find, cancellation, key);
        if (known != 0)
        {
            return known;
        }

        if (await connection.ScalarAsync("SELECT COUNT(*) FROM device", cancellation) >= _options.MaximumDevices)
        {
            return null;
        }

        await connection.ExecuteAsync(Add, cancellation, key);
        return await connection.ScalarAsync(Find, cancellation, key);
    }

    /// <summary>The reports of one device within a transaction.</summary>
    private sealed class DeviceBatch
    {
        private readonly DbConnection _connection;
        private readonly long _device;
        private readonly long _horizon;
        private long? _revision;

        public DeviceBatch(DbConnection connection, long device, long horizon)
        {
            _connection = connection;
            _device = device;
            _horizon = horizon;
        }

        public async Task<StoreResult> SaveAsync(DeviceReport report, CancellationToken cancellation)
        {
            var result = StoreResult.Stored;
            switch (report)
            {
                case WindowReport { Window: var window }:
                    result = await SaveAsync(window, cancellation);
                    break;
                case ReleaseReport { Release: var release }:
                    result = await SaveAsync(release, cancellation);
                    break;
                case HealthReport { Health: var health }:
                    await _connection.ExecuteAsync(
                        "UPDATE device SET health = @health WHERE id = @id",
                        cancellation,
                        ("health", JsonSerializer.Serialize(health, MessageJson.Default.DeviceHealth)),
                        ("id", _device));
                    break;
                case CollectionReport { Collection: var collection }:
                    await _connection.ExecuteAsync(
                        "UPDATE device SET privacy = @privacy WHERE id = @id",
                        cancellation,
                        ("privacy", JsonSerializer.Serialize(collection, MessageJson.Default.PrivacyReport)),
                        ("id", _device));
                    break;
                case AvailabilityReport { Availability: var availability }:
                    await _connection.ExecuteAsync(
                        "UPDATE device SET availability = @availability WHERE id = @id",
                        cancellation,
                        ("availability", availability.ToString()),
                        ("id", _device));
                    break;
            }

            await SeenAsync(report, cancellation);
            return result;
        }

        private async Task<StoreResult> SaveAsync(RoomAggregate window, CancellationToken cancellation)
        {
            if (window.WindowStart.ToMs() < _horizon)
            {
                return StoreResult.TooOld;
            }

            // The row stays locked until the end of the transaction, so that a reader who has seen a revision has seen all before.
            _revision ??= await _connection.ScalarAsync(
                "UPDATE device SET revision = revision + 1 WHERE id = @id RETURNING revision", cancellation, ("id", _device));
            return await WindowRow.InsertAsync(_connection, _device, _revision.Value, window, cancellation)
                ? StoreResult.Stored
                : StoreResult.Duplicate;
        }

        // The broker retains the newest: it comes again with every connection, however old it has become.
        private async Task<StoreResult> SaveAsync(LessonRelease release, CancellationToken cancellation)
        {
            (string, object?)[] key = [("device", _device), ("start", release.LessonStart.ToMs())];
            const string Find = "SELECT COUNT(*) FROM lesson_release WHERE device_id = @device AND start_ms = @start";
            if (await _connection.ScalarAsync(Find, cancellation, key) > 0)
            {
                return StoreResult.Duplicate;
            }

            if (release.LessonStart.ToMs() < _horizon)
            {
                return StoreResult.TooOld;
            }

            var added = await _connection.ExecuteAsync(
                "INSERT INTO lesson_release (device_id, start_ms, end_ms, content) VALUES (@device, @start, @end, @content) ON CONFLICT DO NOTHING",
                cancellation,
                [.. key, ("end", release.LessonEnd.ToMs()), ("content", JsonSerializer.Serialize(release, MessageJson.Default.LessonRelease))]);
            return added == 1 ? StoreResult.Stored : StoreResult.Duplicate;
        }

        private Task SeenAsync(DeviceReport report, CancellationToken cancellation) => report.Heard is { } heard
            ? _connection.ExecuteAsync(
                "UPDATE device SET seen_ms = @seen WHERE id = @id AND (seen_ms IS NULL OR seen_ms < @seen)",
                cancellation,
                ("seen", heard.ToMs()),
                ("id", _device))
            : Task.CompletedTask;
    }
}
