namespace EdgeMonitor.Dashboard.Tests.Storage;

public sealed class HistoryOnSqliteTests : HistoryContract
{
    protected override Task<string?> NewPlaceAsync() => Task.FromResult<string?>(null);
}
