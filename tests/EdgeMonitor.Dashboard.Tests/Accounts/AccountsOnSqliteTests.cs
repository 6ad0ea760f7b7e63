namespace EdgeMonitor.Dashboard.Tests.Accounts;

public sealed class AccountsOnSqliteTests : AccountsContract
{
    protected override Task<string?> NewPlaceAsync() => Task.FromResult<string?>(null);
}
