using System.Text.Json;
using EdgeMonitor.Attention;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>A clock that is set while windows are made and sent, with and without a connection.</summary>
public sealed class ClockJumpTests
{
    private static readonly DeviceAddress Address = new("north", "room-12", "cam-1");
    private static readonly Topics Topics = new(Address);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.Zero,
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(-2),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromSeconds(-30),
        TimeSpan.FromDays(3650),
        TimeSpan.FromDays(-7300),
        TimeSpan.FromDays(3650),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Windows_ClockIsSetForwardsAndBackwards_ArriveOnceInOrderWithRisingSequences(bool brokerIsAway)
    {
        const int WindowsPerJump = 12;
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { ExtraConfiguration = ["max_queued_messages 0"] });
        await using var observer = await broker.ObserveAsync(Topics.Attention);
        await using var cable = NetworkCable.LayTo(broker.Port);
        using var outbox = new TemporaryFile("");
        var clock = new JumpingClock();
        await using var publisher = StartPublisher(cable.Port, outbox.Folder, clock);
        var made = new List<RoomAggregate>();
        var windows = new WindowAggregator(new AttentionOptions { Mode = AttentionMode.Orientation }, new ModelVersions("mtcnn@1"), made.Add);
        foreach (var jump in Jumps)
        {
            if (brokerIsAway)
            {
                cable.Cut();
            }

            clock.Set(jump);
            var before = made.Count;
            for (var window = 0; window < WindowsPerJump; window++)
            {
                windows.Advance(clock.Set(Window));
            }

            foreach (var window in made.Skip(before))
            {
                await publisher.PublishAsync(window, Token);
            }

            cable.Mend();
        }

        var received = new List<long>();
        while (received.LastOrDefault() != made[^1].Sequence)
        {
            received.Add(JsonSerializer.Deserialize((await observer.NextAsync()).Payload, MessageJson.Default.RoomAggregate)!.Sequence);
        }

        var sequences = made.ConvertAll(window => window.Sequence);
        Assert.True(made.Count > Jumps.Length);
        Assert.Equal(sequences.Distinct().Order(), sequences);
        Assert.Equal(sequences, received.Distinct());
        Assert.Equal((0, MqttConnectionState.Connected), (publisher.Dropped, publisher.State));
    }

    private static DevicePublisher StartPublisher(int port, string outbox, JumpingClock clock)
    {
        var publisher = new DevicePublisher(
            new DeviceProfile(Address, "0.1.0", Window, TimeSpan.FromSeconds(30)),
            new PublishingOptions(
                new MqttOptions { Port = port, MaximumReconnectSeconds = 1 },
                new OutboxOptions { Directory = outbox, MessagesPerSecond = 1000 },
                new HomeAssistantOptions()),
            _ => Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok }),
            clock,
            NullLoggerFactory.Instance);
        publisher.Start();
        return publisher;
    }
}
