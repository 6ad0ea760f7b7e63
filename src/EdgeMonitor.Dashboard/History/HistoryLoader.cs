using System.Data.Common;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.History;

/// <summary>
/// Fills <see cref="LiveRooms"/> from the database: at the start, and then, where several instances share the database, with
/// what the others have stored.
/// </summary>
public sealed partial class HistoryLoader : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly HistoryReader _reader;
    private readonly LiveRooms _rooms;
    private readonly TimeProvider _time;
    private readonly ILogger<HistoryLoader> _logger;
    private readonly Dictionary<long, KnownDevice> _known = [];

    /// <summary>Makes the service.</summary>
    public HistoryLoader(
        Database database, HistoryReader reader, LiveRooms rooms, TimeProvider time, ILogger<HistoryLoader> logger)
    {
        _database = database;
        _reader = reader;
        _rooms = rooms;
        _time = time;
        _logger = logger;
    }

    /// <summary>Makes the database what this version needs and loads from it, before anything else starts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _database.MigrateAsync(cancellationToken);
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes over what has changed in the database since the last call.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        var devices = await _reader.DevicesAsync(cancellation);
        var gone = _known.Keys.Except(devices.Select(device => device.Id)).ToList();
        if (gone.Count > 0)
        {
            _rooms.Forget(gone.Select(id => RoomAddress.Of(_known[id].Address)).Distinct());
            gone.ForEach(id => _known.Remove(id));
        }

        foreach (var device in devices)
        {
            var known = _known.GetValueOrDefault(device.Id);
            if (known is null)
            {
                _rooms.Load(device, await _reader.NewestAsync(device.Id, LiveRooms.WindowsPerDevice, cancellation));
            }
            else if (known.Revision != device.Revision)
            {
                _rooms.Load(device, await _reader.SinceAsync(device.Id, known.Revision, cancellation));
            }

            _known[device.Id] = device;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_database.IsShared && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (DbException exception)
            {
                LogFailed(exception.Message);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "What other instances stored cannot be read: {Problem}")]
    private partial void LogFailed(string problem);
}
