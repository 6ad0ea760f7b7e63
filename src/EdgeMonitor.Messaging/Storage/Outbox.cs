using EdgeMonitor.Contracts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging.Storage;

/// <summary>
/// Windows that wait for the broker, in memory, with a copy in a file so that the death of the process loses none. The file
/// is written only when <see cref="KeepAsync"/> asks for it, and does not exist before: a memory card does not wear out
/// while the broker is there. Where the file cannot be used, windows wait in memory only, <see cref="Problem"/> says so, and
/// every later call tries again.
/// </summary>
internal sealed partial class Outbox : IAsyncDisposable
{
    /// <summary>How long the broker keeps a window: a consumer that was away for a night still gets the last one.</summary>
    public static readonly TimeSpan WindowExpiry = TimeSpan.FromDays(1);

    /// <summary>What was sent leaves the file in lots of this size; a death in between sends them once more.</summary>
    private const int RowsToTidy = 100;

    private const long Megabyte = 1 << 20;
    private const string DamagedSuffix = ".damaged";
    private const string WriteAheadLogSuffix = "-wal";
    private const int SqliteFull = 13;
    private const int SqliteBusy = 5;
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    private readonly string? _path;
    private readonly ILogger<Outbox> _logger;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private OutboxFile? _file;
    private bool _isRead;
    private volatile string? _problem;
    private long _commits;

    /// <summary>Makes an empty outbox; no file is touched before <see cref="ReadEarlierAsync"/>.</summary>
    public Outbox(OutboxOptions options, ILogger<Outbox> logger)
    {
        _logger = logger;
        _path = options.ResolveDirectory() is { } folder ? Path.Combine(Path.GetFullPath(folder), OutboxFile.FileName) : null;
        Queue = new OutboxQueue(options.MaximumMessages, options.MaximumMegabytes * Megabyte);
    }

    /// <summary>What waits.</summary>
    public OutboxQueue Queue { get; }

    /// <summary>Whether there is a place for a file at all.</summary>
    public bool HasFile => _path is not null;

    /// <summary>Why windows wait in memory only, in words for a person; null while all is well.</summary>
    public string? Problem => _problem;

    /// <summary>Times that the file was written.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>A window as a message: QoS 1, retained, kept by the broker for <see cref="WindowExpiry"/>.</summary>
    public static MqttMessage WindowMessage(string topic, ReadOnlyMemory<byte> payload) =>
        new(topic, payload, MqttQos.AtLeastOnce, Retain: true) { ContentType = MessageJson.ContentType, Expiry = WindowExpiry };

    /// <summary>Puts what an earlier run left in front, if it left a file.</summary>
    public Task ReadEarlierAsync() => _path is not null && File.Exists(_path) ? InTurnAsync(() => Open(_path) is not null) : Task.CompletedTask;

    /// <summary>Brings the file into line with what waits; completes when that is safe on the disk, or known to be impossible.</summary>
    public Task KeepAsync() => _path is null ? Task.CompletedTask : InTurnAsync(() => Keep(_path));

    /// <summary>Removes what was sent from the file, if that is worth a write by now.</summary>
    public Task TidyAsync()
    {
        var done = Queue.DoneRows;
        return done >= RowsToTidy || (done > 0 && Queue.Waiting == 0) ? KeepAsync() : Task.CompletedTask;
    }

    /// <summary>Brings the file into line and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await KeepAsync();
        _file?.Dispose();
        _gate.Dispose();
        Queue.Dispose();
    }

    private async Task InTurnAsync(Func<bool> action)
    {
        await _gate.WaitAsync();
        try
        {
            // A memory card may take seconds, and nobody else's work should wait for it.
            await Task.Run(() => Attempt(action, mayBeginAnew: true));
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Attempt(Func<bool> action, bool mayBeginAnew)
    {
        try
        {
            if (action() && _problem is not null)
            {
                _problem = null;
                LogWorksAgain(_path!);
            }
        }
        catch (SqliteException exception) when (mayBeginAnew && exception.SqliteErrorCode is (SqliteCorrupt or SqliteNotADatabase))
        {
            SetDamagedAside(exception);
            Attempt(action, mayBeginAnew: false);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            CloseAfter(exception);
        }
    }

    /// <returns>Whether the file was used.</returns>
    private bool Keep(string path)
    {
        var (missing, done) = Queue.CompareWithFile();
        if (missing.Count == 0 && done.Count == 0)
        {
            return false;
        }

        var file = Open(path);

        // Reading what an earlier run left may have made more of it superfluous.
        (missing, done) = Queue.CompareWithFile();
        var rows = file.Update([.. missing.Select(entry => entry.Message)], done);
        Interlocked.Increment(ref _commits);
        Queue.NoteStored(missing, rows, done);
        return true;
    }

    private OutboxFile Open(string path)
    {
        _file ??= OutboxFile.Open(path);
        if (!_isRead)
        {
            var earlier = _file.ReadAll().Select(row => new OutboxEntry(WindowMessage(row.Topic, row.Payload), row.Row)).ToList();
            Queue.AddEarlier(earlier);
            _isRead = true;
            if (earlier.Count > 0)
            {
                LogEarlier(earlier.Count);
            }
        }

        return _file;
    }

    private void CloseAfter(Exception exception)
    {
        _file?.Dispose();
        _file = null;
        var problem = exception switch
        {
            SqliteException { SqliteErrorCode: SqliteFull } => $"The disk of the outbox {_path} is full. Make room there.",
            SqliteException { SqliteErrorCode: SqliteBusy } => $"Another process uses the outbox {_path}. Give each its own outbox.directory.",
            _ => $"The outbox {_path} cannot be used: {exception.Message} Check outbox.directory, its owner and its disk.",
        };
        if (!string.Equals(problem, _problem, StringComparison.Ordinal))
        {
            _problem = problem;
            LogMemoryOnly(problem);
        }
    }

    private void SetDamagedAside(SqliteException exception)
    {
        _file?.Dispose();
        _file = null;
        _isRead = true;
        Queue.NoteFileLost();
        try
        {
            File.Move(_path!, _path + DamagedSuffix, overwrite: true);
            File.Delete(_path + WriteAheadLogSuffix);
            LogDamaged(_path!, _path + DamagedSuffix, exception.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The second attempt will find the damage again and say so.
        }
    }

    [LoggerMessage(140, LogLevel.Information, "{Count} windows of an earlier run wait for the broker.")]
    private partial void LogEarlier(int count);

    [LoggerMessage(141, LogLevel.Warning, "{Problem} Until then windows wait in memory only, and a restart loses them.")]
    private partial void LogMemoryOnly(string problem);

    [LoggerMessage(142, LogLevel.Information, "The outbox {Path} can be used again.")]
    private partial void LogWorksAgain(string path);

    [LoggerMessage(143, LogLevel.Warning, "The outbox {Path} is damaged; it is kept as {Kept} and a new one is begun. {Problem}")]
    private partial void LogDamaged(string path, string kept, string problem);
}
