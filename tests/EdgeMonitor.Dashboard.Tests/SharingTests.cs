using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>Two instances of the dashboard that share one subscription and one PostgreSQL.</summary>
public sealed class SharingTests
{
    private const int Windows = 20;

    private readonly PostgreSqlServer _server;

    public SharingTests(PostgreSqlServer server) => _server = server;

    [Fact]
    public async Task TwoInstances_ShareTheWindowsAndBothShowAll()
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-sharing-").FullName;
        var config = Path.Combine(folder, "dashboard.json");
        await File.WriteAllTextAsync(
            config, """{ "Ingest": { "ShareName": "school" } }""", TestContext.Current.CancellationToken);
        var database = await _server.NewDatabaseAsync();
        await using var broker = await Mosquitto.StartAsync();
        await using var first = await RunningDashboard.StartAsync(broker, database: database, configFile: config);
        await using var second = await RunningDashboard.StartAsync(broker, database: database, configFile: config);
        var device = new Device(broker);
        await device.GoOnlineAsync();
        var start = Samples.ThisSecond() - (Windows * Samples.Length);
        for (var number = 0; number < Windows; number++)
        {
            await device.PublishAsync(Samples.Window(start + (number * Samples.Length), number, attentive: 0.05 * (number % 20)));
        }

        foreach (var dashboard in new[] { first, second })
        {
            await Eventually.AsyncTrue(async () => await CountAsync(dashboard, "/api/rooms/north/room-12/windows", "attentive_share") == Windows);
            await dashboard.WaitForAsync("/rooms/north/room-12", "95%");
            await dashboard.WaitForAsync("/rooms/north/room-12", "Online");
        }

        // Each window came to one of the two, and the availability to both.
        Assert.Equal(Windows + 2, await AcceptedAsync(first) + await AcceptedAsync(second));

        // The one that stays gets what would have been the other's.
        await second.DisposeAsync();
        await device.PublishAsync(Samples.Window(start - Samples.Length, Windows, attentive: 0.5));
        await device.PublishAsync(Samples.Window(start - (2 * Samples.Length), Windows + 1, attentive: 0.5));
        await Eventually.AsyncTrue(async () => await CountAsync(first, "/api/rooms/north/room-12/windows", "attentive_share") == Windows + 2);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> CountAsync(RunningDashboard dashboard, string path, string word)
    {
        using var answer = await dashboard.Client.GetAsync(new Uri(path, UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).Split(word).Length - 1;
    }

    private static async Task<int> AcceptedAsync(RunningDashboard dashboard)
    {
        using var health = System.Text.Json.JsonDocument.Parse(await dashboard.Client.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        return health.RootElement.GetProperty("messages").GetProperty("accepted").GetInt32();
    }
}
