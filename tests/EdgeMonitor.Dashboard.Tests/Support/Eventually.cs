namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>Waits for something to become true, patiently, since build machines are busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task AsyncTrue(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, "It did not become true.");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
