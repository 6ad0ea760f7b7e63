using EdgeMonitor.Dashboard.Tests.Support;

namespace EdgeMonitor.Dashboard.Tests.Accounts;

public sealed class AccountsOnPostgreSqlTests : AccountsContract
{
    private readonly PostgreSqlServer _server;

    public AccountsOnPostgreSqlTests(PostgreSqlServer server) => _server = server;

    protected override async Task<string?> NewPlaceAsync() => await _server.NewDatabaseAsync();
}
