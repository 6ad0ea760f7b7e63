using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Storage;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>Options with a database for one test: SQLite in a temporary folder unless another place is given.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly List<Database> _open = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("edgemonitor-dashboard-").FullName;

    public TemporaryDatabase(string? place = null) =>
        Options = new HistoryOptions { Database = place ?? Path.Combine(_folder, "dashboard.db"), MaximumDevices = 4 };

    public HistoryOptions Options { get; }

    public string Place => Options.Database!;

    /// <summary>Another instance's view of the same database, migrated.</summary>
    public async Task<Database> OpenAsync()
    {
        var database = new Database(Microsoft.Extensions.Options.Options.Create(Options));
        _open.Add(database);
        await database.MigrateAsync(CancellationToken.None);
        return database;
    }

    public HistoryWriter NewWriter(Database database) => new(database, Microsoft.Extensions.Options.Options.Create(Options));

    public Retention NewRetention(Database database, TimeProvider time) =>
        new(database, Microsoft.Extensions.Options.Options.Create(Options), time);

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
