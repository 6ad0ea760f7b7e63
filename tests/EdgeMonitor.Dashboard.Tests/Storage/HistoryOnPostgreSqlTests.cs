using EdgeMonitor.Dashboard.Tests.Support;

namespace EdgeMonitor.Dashboard.Tests.Storage;

public sealed class HistoryOnPostgreSqlTests : HistoryContract
{
    private readonly PostgreSqlServer _server;

    public HistoryOnPostgreSqlTests(PostgreSqlServer server) => _server = server;

    protected override async Task<string?> NewPlaceAsync() => await _server.NewDatabaseAsync();
}
