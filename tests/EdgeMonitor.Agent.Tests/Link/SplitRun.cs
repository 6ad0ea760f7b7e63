using System.Text.Json;
using EdgeMonitor.Agent.Tests.Hosting;
using EdgeMonitor.Agent.Tests.Metrics;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>
/// One run of the two real processes on a real video with a real broker: sense starts before publish, publish is killed and
/// started again after a first window with numbers, and both end with SIGTERM.
/// </summary>
public sealed class SplitRun : IAsyncLifetime
{
    private static readonly Topics Topics = new(new DeviceAddress("north", "room-12", "cam-1"));

    private ProcessInspection? _sense;
    private ProcessInspection? _publish;

    internal ProcessInspection Sense => Inspected(_sense);

    internal ProcessInspection Publish => Inspected(_publish);

    internal List<RoomAggregate> Windows { get; } = [];

    internal List<DeviceHealth> Health { get; } = [];

    internal string SenseLog { get; private set; } = "";

    internal string PublishLog { get; private set; } = "";

    internal (int Sense, int Publish) ExitStatus { get; private set; }

    internal bool SocketIsLeft { get; private set; }

    /// <summary>What the process with the network posted as metrics.</summary>
    internal IReadOnlyList<CollectedMetrics> Metrics { get; private set; } = [];

    /// <summary>What the processes wrote into their home folders.</summary>
    internal IReadOnlyList<string> HomeFiles { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("edgemonitor/#");
        await using var collector = await OtlpCollector.StartAsync();
        using var configuration = new TemporaryFile("");
        var video = Path.Combine(configuration.Folder, "classroom.mkv");
        await RealClassroom.WriteAsync(video);
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, video, broker.Port, collector.Endpoint));

        var home = Directory.CreateDirectory(Path.Combine(configuration.Folder, "home")).FullName;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["HOME"] = home, ["XDG_CACHE_HOME"] = home };

        await using var sense = RunningAgent.Start(["sense", "--config", configuration.Path], environment);
        await sense.WaitForLogAsync("No connection to edgemonitor publish");
        var first = RunningAgent.Start(["publish", "--config", configuration.Path], environment);
        try
        {
            await TakeUntilAsync(observer, () => Windows.Exists(window => window.Status is WindowStatus.Ok) && Health.Count > 0);
            if (Environment.IsPrivilegedProcess)
            {
                _sense = ProcessInspection.Of(sense.ProcessId);
                _publish = ProcessInspection.Of(first.ProcessId);
            }

            await first.KillAsync();
            PublishLog = first.Error;
        }
        finally
        {
            await first.DisposeAsync();
        }

        await using var second = RunningAgent.Start(["publish", "--config", configuration.Path], environment);
        var seen = Windows.Count;
        await TakeUntilAsync(observer, () => Windows.Count > seen);
        var senseStatus = await sense.TerminateAsync();
        await TakeUntilAsync(observer, () => Health[^1].Camera.State is CameraState.Closed);
        await TakeUntilAsync(observer, () => Health[^1].Camera.State is CameraState.Failed);
        ExitStatus = (senseStatus, await second.TerminateAsync());
        SenseLog = sense.Error;
        PublishLog += second.Error;
        Metrics = collector.Drain();
        HomeFiles = [.. Directory.EnumerateFileSystemEntries(home, "*", SearchOption.AllDirectories)];
        SocketIsLeft = File.Exists(Path.Combine(configuration.Folder, "link.sock"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static ProcessInspection Inspected(ProcessInspection? process)
    {
        Assert.SkipWhen(process is null, "Only root may look into a process that forbids dumps of its memory.");
        return process!;
    }

    private static string Configuration(string folder, string video, int port, string collector) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "file", "path": "{{video}}", "framesPerSecond": 3 },
          "vision": { "minimumFaceSize": 60 },
          "attention": { "mode": "orientation", "windowSeconds": 10, "minimumCoverage": 0.1, "frameValidSeconds": 5 },
          "link": { "socket": "{{folder}}/link.sock" },
          "mqtt": { "host": "localhost", "port": {{port}} },
          "health": { "intervalSeconds": 5 },
          "metrics": { "endpoint": "{{collector}}", "intervalSeconds": 10 },
        }
        """;

    private async Task TakeUntilAsync(MosquittoObserver observer, Func<bool> isEnough)
    {
        while (!isEnough())
        {
            var message = await observer.NextAsync();
            if (string.Equals(message.Topic, Topics.Attention, StringComparison.Ordinal))
            {
                Windows.Add(JsonSerializer.Deserialize(message.Payload, MessageJson.Default.RoomAggregate)!);
            }
            else if (string.Equals(message.Topic, Topics.Health, StringComparison.Ordinal))
            {
                Health.Add(JsonSerializer.Deserialize(message.Payload, MessageJson.Default.DeviceHealth)!);
            }
        }
    }
}
