using Microsoft.Data.Sqlite;

namespace EdgeMonitor.Messaging.Storage;

/// <summary>
/// The outbox's file: an SQLite database with a write-ahead log. What was committed survives the death of the process and,
/// since every commit is synchronised, a power cut. Not safe for several threads.
/// </summary>
/// <remarks>
/// One table, <c>message</c>: <c>id</c> in order of sending, <c>topic</c> and <c>payload</c> as they go to the broker.
/// The topic stands with every message, since a device may be moved to another room while it has no network.
/// Every member throws <see cref="SqliteException"/> when the file cannot be used.
/// </remarks>
internal sealed class OutboxFile : IDisposable
{
    /// <summary>The file's name in the outbox's folder.</summary>
    public const string FileName = "outbox.db";

    private const string Prepare =
        """
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, topic TEXT NOT NULL, payload BLOB NOT NULL) STRICT;
        """;

    private readonly SqliteConnection _connection;

    private OutboxFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, or makes it, for this process alone.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static OutboxFile Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 1,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, Prepare);
            return new OutboxFile(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Every message in the file, in order.</summary>
    public IEnumerable<(long Row, string Topic, byte[] Payload)> ReadAll()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT id, topic, payload FROM message ORDER BY id";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2));
        }
    }

    /// <summary>Adds messages at the end and removes rows, all or nothing.</summary>
    /// <returns>The rows of the added messages.</returns>
    public IReadOnlyList<long> Update(IReadOnlyList<MqttMessage> added, IReadOnlyList<long> removed)
    {
        using var transaction = _connection.BeginTransaction();
        var rows = Insert(added, transaction);
        Delete(removed, transaction);
        transaction.Commit();
        return rows;
    }

    /// <summary>Closes the file; the write-ahead log goes into it.</summary>
    public void Dispose() => _connection.Dispose();

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<long> Insert(IReadOnlyList<MqttMessage> messages, SqliteTransaction transaction)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO message (topic, payload) VALUES ($topic, $payload) RETURNING id";
        var topic = command.Parameters.Add("$topic", SqliteType.Text);
        var payload = command.Parameters.Add("$payload", SqliteType.Blob);
        var rows = new List<long>(messages.Count);
        foreach (var message in messages)
        {
            topic.Value = message.Topic;
            payload.Value = message.Payload.ToArray();
            rows.Add((long)command.ExecuteScalar()!);
        }

        return rows;
    }

    private void Delete(IReadOnlyList<long> rows, SqliteTransaction transaction)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "DELETE FROM message WHERE id = $id";
        var id = command.Parameters.Add("$id", SqliteType.Integer);
        foreach (var row in rows)
        {
            id.Value = row;
            command.ExecuteNonQuery();
        }
    }
}
