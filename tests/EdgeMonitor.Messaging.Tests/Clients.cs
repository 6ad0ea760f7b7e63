using System.Text;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Clients for the brokers of the tests, and messages for them.</summary>
internal static class Clients
{
    public static readonly DeviceAddress Address = new("north", "room-12", "cam-1");

    public static readonly DeviceProfile Profile = new(Address, "0.1.0", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    public static readonly Topics Topics = new(Address);

    /// <summary>Options that fit a broker; reconnects are quick.</summary>
    public static MqttOptions OptionsFor(Mosquitto broker) => new()
    {
        Host = broker.Host,
        Port = broker.Port,
        MaximumReconnectSeconds = 1,
        Tls = broker.CaFile is { } authority ? new MqttTlsOptions { Enabled = true, CaFile = authority } : null,
    };

    /// <summary>Options for something at a port that is no broker.</summary>
    public static MqttOptions OptionsFor(int port) => new() { Port = port, MaximumReconnectSeconds = 1 };

    public static MqttClient Create(MqttOptions options, MqttMessage? will = null, ILogger<MqttClient>? logger = null, TimeProvider? clock = null) =>
        new(options, will, clock ?? TimeProvider.System, logger ?? NullLogger<MqttClient>.Instance);

    public static MqttClient Start(MqttOptions options, MqttMessage? will = null)
    {
        var client = Create(options, will);
        client.Start();
        return client;
    }

    public static MqttClient Start(Mosquitto broker, MqttMessage? will = null) => Start(OptionsFor(broker), will);

    /// <summary>An outbox that hardly slows a backlog down; without a folder it is in memory.</summary>
    public static OutboxOptions OutboxIn(string? directory) => new() { Directory = directory, MessagesPerSecond = 1000 };

    public static DevicePublisher CreatePublisher(
        MqttOptions options,
        OutboxOptions? outbox = null,
        ILoggerFactory? loggers = null,
        Func<CameraRequest, Task<CommandAnswer>>? onCameraRequest = null,
        TimeProvider? clock = null) => new(
        Profile,
        new PublishingOptions(options, outbox ?? OutboxIn(directory: null), new HomeAssistantOptions()),
        onCameraRequest ?? (_ => Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok })),
        clock ?? TimeProvider.System,
        loggers ?? NullLoggerFactory.Instance);

    public static DevicePublisher StartPublisher(
        MqttOptions options, OutboxOptions? outbox = null, ILoggerFactory? loggers = null, TimeProvider? clock = null)
    {
        var publisher = CreatePublisher(options, outbox, loggers, clock: clock);
        publisher.Start();
        return publisher;
    }

    public static MqttMessage Message(string topic, string payload, MqttQos qos = MqttQos.AtLeastOnce, bool retain = false) =>
        new(topic, Encoding.UTF8.GetBytes(payload), qos, retain);

    public static RoomAggregate Window(long sequence) => new()
    {
        WindowStart = new DateTimeOffset(2026, 9, 7, 8, 0, 0, TimeSpan.Zero).AddSeconds(10 * sequence),
        WindowEnd = new DateTimeOffset(2026, 9, 7, 8, 0, 10, TimeSpan.Zero).AddSeconds(10 * sequence),
        Sequence = sequence,
        Mode = AttentionMode.Orientation,
        Status = WindowStatus.Ok,
        People = 20,
        VisibleShare = 0.9,
        AttentiveShare = 0.75,
        Coverage = 1,
        MinimumGroup = 5,
        Rounding = new RoundingRule(1, 0.05),
        Models = new ModelVersions("mtcnn-12345678"),
    };

    public static DeviceHealth Health(double uptimeSeconds) => new()
    {
        Time = new DateTimeOffset(2026, 9, 7, 8, 0, 0, TimeSpan.Zero).AddSeconds(uptimeSeconds),
        Version = "0.1.0",
        UptimeSeconds = uptimeSeconds,
        Camera = new CameraHealth
        {
            State = CameraState.Running,
            CapturedPerSecond = 10,
            ProcessedPerSecond = 5,
            DroppedPerSecond = 5,
            Restarts = 0,
        },
        MemoryBytes = 100_000_000,
        OutboxDepth = 0,
        OutboxDropped = 0,
        Models = new ModelVersions("mtcnn-12345678"),
    };
}
