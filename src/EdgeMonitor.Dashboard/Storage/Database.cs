using System.Data.Common;
using System.Globalization;
using EdgeMonitor.Dashboard.History;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace EdgeMonitor.Dashboard.Storage;

/// <summary>The database: a file of SQLite's, or a PostgreSQL server. Safe for any number of threads.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly DbDataSource _source;

    /// <summary>Makes the database of the options; nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">The connection string makes no sense.</exception>
    public Database(IOptions<HistoryOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = options.Value.Database ?? DatabasePlace.DefaultFile();
        if (DatabasePlace.IsPostgreSql(place))
        {
            Dialect = SqlDialect.PostgreSql;
            _source = NpgsqlDataSource.Create(place);
            Place = DatabasePlace.WithoutPassword(place);
        }
        else
        {
            Dialect = SqlDialect.Sqlite;
            Place = Path.GetFullPath(place);
            _source = SqliteFactory.Instance.CreateDataSource(ConnectionString(Place));
        }
    }

    /// <summary>How the database speaks.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Where it is, in words for a person and without a password.</summary>
    public string Place { get; }

    /// <summary>Whether several instances of the dashboard may use it at once.</summary>
    public bool IsShared => Dialect == SqlDialect.PostgreSql;

    /// <summary>An open connection, to be disposed of soon.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        if (Dialect.OnOpen.Length > 0)
        {
            await connection.ExecuteAsync(Dialect.OnOpen, cancellation);
        }

        return connection;
    }

    /// <summary>Runs <paramref name="work"/> in a transaction of its own: all of it or nothing.</summary>
    public async Task<T> InTransactionAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(connection);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    /// <summary>Makes the database when it is new, and what this version needs of an older one.</summary>
    /// <exception cref="InvalidOperationException">It belongs to a newer version, or cannot be opened.</exception>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        try
        {
            MakeFolder();
            await PrepareAsync(cancellation);
            await InTransactionAsync(connection => MigrateAsync(connection, cancellation), cancellation);
            ProtectFile();
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"History:Database: the database {Place} cannot be used: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        if (Dialect == SqlDialect.Sqlite)
        {
            // Pooled connections would keep the file open.
            using var connection = new SqliteConnection(ConnectionString(Place));
            SqliteConnection.ClearPool(connection);
        }
    }

    private static string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ConnectionString;

    private void MakeFolder()
    {
        if (Dialect == SqlDialect.Sqlite)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        }
    }

    // It holds password hashes: nobody else on this machine needs to read it.
    private void ProtectFile()
    {
        if (Dialect == SqlDialect.Sqlite && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Place, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        if (Dialect.Prepare.Length > 0)
        {
            await using var connection = await OpenAsync(cancellation);
            await connection.ExecuteAsync(Dialect.Prepare, cancellation);
        }
    }

    private async Task<int> MigrateAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (Dialect.LockSchema.Length > 0)
        {
            await connection.ExecuteAsync(Dialect.LockSchema, cancellation);
        }

        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)", cancellation);
        var steps = Migrations.For(Dialect);
        var version = await connection.ScalarAsync("SELECT COALESCE(MAX(version), 0) FROM schema_version", cancellation);
        if (version > steps.Count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"History:Database: {Place} has version {version}, this program knows {steps.Count}: use the newer program."));
        }

        foreach (var (index, step) in steps.Index().Skip((int)version))
        {
            await connection.ExecuteAsync(step, cancellation);
            await connection.ExecuteAsync(
                "INSERT INTO schema_version (version) VALUES (@version)", cancellation, ("version", (long)index + 1));
        }

        return steps.Count;
    }
}
