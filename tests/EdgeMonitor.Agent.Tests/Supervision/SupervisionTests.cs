using EdgeMonitor.Agent.Tests.Hosting;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Supervision;

/// <summary>The real program, as systemd sees it.</summary>
public sealed class SupervisionTests
{
    private const string WatchdogMicroseconds = "3000000";

    [Fact]
    public async Task Publish_UnderAServiceManager_SaysReadyThenHowItIsThenStopping()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var configuration = new TemporaryFile("");
        using var manager = new NotifySocket(configuration.Folder);
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, "camera.y4m", broker.Port), TestContext.Current.CancellationToken);

        await using var agent = Start("publish", configuration.Path, manager);
        await manager.WaitForAsync("READY=1");
        await manager.WaitForAsync("WATCHDOG=1");
        await manager.WaitForAsync("STATUS=connected to ");
        await agent.TerminateAsync();
        await manager.WaitForAsync("STOPPING=1");

        Assert.Contains(manager.Messages, message => message.EndsWith(", nothing waits", StringComparison.Ordinal));
        Assert.DoesNotContain(manager.Messages, message => message.Contains("camera", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sense_WithoutACamera_GoesOnToBeatAndSaysWhatIsMissing()
    {
        using var configuration = new TemporaryFile("");
        using var manager = new NotifySocket(configuration.Folder);
        var video = Path.Combine(configuration.Folder, "damaged.mkv");
        await File.WriteAllTextAsync(video, "no video", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, video, port: 1), TestContext.Current.CancellationToken);

        await using var agent = Start("sense", configuration.Path, manager);
        await manager.WaitForAsync("READY=1");
        var status = await manager.WaitForAsync("STATUS=camera failed");
        await manager.WaitForAsync("WATCHDOG=1");

        Assert.EndsWith(", not connected to edgemonitor publish", status, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', status);
    }

    private static RunningAgent Start(string verb, string configuration, NotifySocket manager) => RunningAgent.Start(
        [verb, "--config", configuration],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["NOTIFY_SOCKET"] = manager.Path,
            ["WATCHDOG_USEC"] = WatchdogMicroseconds,
        });

    private static string Configuration(string folder, string video, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "file", "path": "{{video}}" },
          "attention": { "mode": "orientation" },
          "link": { "socket": "{{folder}}/link.sock" },
          "mqtt": { "host": "localhost", "port": {{port}} },
        }
        """;
}
