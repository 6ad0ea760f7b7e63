using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>
/// One run of the real agent on a real video with a real broker, from its start to SIGTERM after a window with numbers
/// and a report of the running camera; what came of it is looked at by several tests.
/// </summary>
public sealed class ClassroomRun : IAsyncLifetime
{
    private static readonly DeviceAddress Address = new("north", "room-12", "cam-1");
    private static readonly Topics Topics = new(Address);

    /// <summary>Every message of the device, in order.</summary>
    public IReadOnlyList<ObservedMessage> Messages { get; private set; } = [];

    /// <summary>What a client that comes after the end still finds.</summary>
    public IReadOnlyList<ObservedMessage> Retained { get; private set; } = [];

    /// <summary>What the agent logged.</summary>
    public string Log { get; private set; } = "";

    /// <summary>What the agent exited with.</summary>
    public int ExitStatus { get; private set; }

    /// <summary>Command lines of processes that still had to do with the video after the agent's end.</summary>
    public IReadOnlyList<string> Orphans { get; private set; } = [];

    internal IEnumerable<RoomAggregate> Windows =>
        MessagesOn(Topics.Attention).Select(message => JsonSerializer.Deserialize(message.Payload, MessageJson.Default.RoomAggregate)!);

    internal IEnumerable<DeviceHealth> Health =>
        MessagesOn(Topics.Health).Select(message => JsonSerializer.Deserialize(message.Payload, MessageJson.Default.DeviceHealth)!);

    internal IEnumerable<string> Availability => MessagesOn(Topics.Availability).Select(message => message.Text);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("#");
        using var configuration = new TemporaryFile("");
        var video = Path.Combine(configuration.Folder, "classroom.mkv");
        await RealClassroom.WriteAsync(video);
        await File.WriteAllTextAsync(configuration.Path, Configuration(video, broker.Port));

        await using var agent = RunningAgent.Start(
            ["run", "--config", configuration.Path],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["EDGEMONITOR__DEVICE__ID"] = Address.Device });
        var messages = new List<ObservedMessage>();
        try
        {
            while (!(messages.Exists(IsWindowWithNumbers) && messages.Exists(IsHealthOfARunningCamera)))
            {
                messages.Add(await observer.NextAsync());
            }

            ExitStatus = await agent.TerminateAsync();
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\nThe agent said: {agent.Error}", exception);
        }

        while (!messages[^1].Text.Equals(Topics.Offline, StringComparison.Ordinal))
        {
            messages.Add(await observer.NextAsync());
        }

        Messages = messages;
        Log = agent.Error;
        Orphans = ProcessList.ThatName(video);
        await using var latecomer = await broker.ObserveAsync("#");
        Retained = await latecomer.NextAsync(count: 6);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Configuration(string video, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12" },
          "camera": { "preset": "file", "path": "{{video}}", "framesPerSecond": 3 },
          "vision": { "minimumFaceSize": 60 },
          "attention": { "mode": "orientation", "windowSeconds": 10, "minimumCoverage": 0.1, "frameValidSeconds": 5 },
          "mqtt": { "host": "localhost", "port": {{port}} },
          "health": { "intervalSeconds": 5 },
        }
        """;

    private static bool IsWindowWithNumbers(ObservedMessage message) =>
        string.Equals(message.Topic, Topics.Attention, StringComparison.Ordinal)
        && JsonSerializer.Deserialize(message.Payload, MessageJson.Default.RoomAggregate)!.Status is WindowStatus.Ok;

    private static bool IsHealthOfARunningCamera(ObservedMessage message) =>
        string.Equals(message.Topic, Topics.Health, StringComparison.Ordinal)
        && JsonSerializer.Deserialize(message.Payload, MessageJson.Default.DeviceHealth)!
            is { Camera: { State: CameraState.Running, ProcessedPerSecond: > 0 }, Latency: not null };

    private IEnumerable<ObservedMessage> MessagesOn(string topic) =>
        Messages.Where(message => string.Equals(message.Topic, topic, StringComparison.Ordinal));
}
