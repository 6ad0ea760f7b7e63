using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests;

/// <summary>What a real broker keeps for a dashboard that does not run.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const int Windows = 20;
    private const string RoomWindows = "/api/rooms/north/room-12/windows";

    private readonly string _folder = Directory.CreateTempSubdirectory("edgemonitor-session-").FullName;
    private readonly DateTimeOffset _start = Samples.ThisSecond() - (Windows * Samples.Length);
    private Mosquitto _broker = null!;

    public async ValueTask InitializeAsync() => _broker = await Mosquitto.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WindowsOfAStoppedDashboard_WaitAtTheBroker_AndComeOnce(bool brokerRestarts)
    {
        await using (await StartAsync())
        {
            // Only to be known to the broker.
        }

        await PublishAsync();
        if (brokerRestarts)
        {
            await _broker.RestartAsync();
        }

        await using var dashboard = await StartAsync();
        await Eventually.AsyncTrue(async () => await CountAsync(dashboard) == Windows);

        // The newest came a second time, as the broker retains it.
        await dashboard.WaitForAsync("/healthz", $"\"accepted\":{Windows},\"duplicates\":1");
        Assert.Equal(Windows, await CountAsync(dashboard));
    }

    [Fact]
    public async Task WindowsOfAStoppedDashboard_WithoutASession_AreMissed()
    {
        var config = Path.Combine(_folder, "dashboard.json");
        await File.WriteAllTextAsync(
            config, """{ "Ingest": { "SessionHours": 0 } }""", TestContext.Current.CancellationToken);
        await using (await StartAsync(config))
        {
            // As above.
        }

        await PublishAsync();

        await using var dashboard = await StartAsync(config);
        await dashboard.WaitForAsync("/healthz", "\"accepted\":1");
        Assert.Equal(1, await CountAsync(dashboard));
    }

    private static async Task<int> CountAsync(RunningDashboard dashboard)
    {
        using var answer = await dashboard.Client.GetAsync(new Uri(RoomWindows, UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).Split("attentive_share").Length - 1;
    }

    private Task<RunningDashboard> StartAsync(string? config = null) =>
        RunningDashboard.StartAsync(_broker, database: Path.Combine(_folder, "dashboard.db"), configFile: config);

    private async Task PublishAsync()
    {
        var device = new Device(_broker);
        for (var number = 0; number < Windows; number++)
        {
            await device.PublishAsync(Samples.Window(_start + (number * Samples.Length), number, attentive: 0.5));
        }
    }
}
