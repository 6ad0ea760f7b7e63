using System.Collections.Concurrent;
using EdgeMonitor.Dashboard.Storage;

namespace EdgeMonitor.Dashboard.Audit;

/// <summary>The record of who looked at what, for privacy officers.</summary>
public sealed class AuditLog
{
    // Somebody who reloads a page or leaves it open has looked at it once.
    private static readonly TimeSpan OneLook = TimeSpan.FromMinutes(10);

    private const int LooksRemembered = 10_000;

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string, AuditAction, string), DateTimeOffset> _looks = new();

    /// <summary>Makes the record in <paramref name="database"/>.</summary>
    public AuditLog(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>Notes that somebody looked at something, once in ten minutes.</summary>
    public async Task LookedAsync(string account, AuditAction action, string subject, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var look = (account, action, subject);
        if (_looks.TryGetValue(look, out var last) && now - last < OneLook)
        {
            return;
        }

        if (_looks.Count >= LooksRemembered)
        {
            _looks.Clear();
        }

        _looks[look] = now;
        await DidAsync(account, action, subject, cancellation);
    }

    /// <summary>Notes that somebody did something.</summary>
    public async Task DidAsync(string account, AuditAction action, string subject, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        await connection.ExecuteAsync(
            "INSERT INTO audit (at_ms, account, action, subject) VALUES (@at, @account, @action, @subject)",
            cancellation,
            ("at", _time.GetUtcNow().ToMs()),
            ("account", account),
            ("action", action.ToString()),
            ("subject", subject));
    }

    /// <summary>The newest entries, the newest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> NewestAsync(int count, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenAsync(cancellation);
        return await connection.QueryAsync(
            "SELECT at_ms, account, action, subject FROM audit ORDER BY at_ms DESC, id DESC LIMIT @count",
            row => new AuditEntry(row.Time(0), row.GetString(1), row.Word<AuditAction>(2), row.GetString(3)),
            cancellation,
            ("count", count));
    }
}
