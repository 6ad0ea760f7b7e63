using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging.Storage;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>The outbox between a publisher and a real broker.</summary>
public sealed class OutboxDeliveryTests : IDisposable
{
    private static readonly MosquittoOptions LosesNothing = new() { ExtraConfiguration = ["max_queued_messages 0"] };

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PublishAsync_ANormalDayOfHalfMinuteWindows_WritesNothing()
    {
        const int Windows = 24 * 60 * 2;
        await using var broker = await Mosquitto.StartAsync();
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path));
        await Wait.UntilAsync(() => publisher.State == MqttConnectionState.Connected, () => $"{publisher.LastProblem}");

        for (var sequence = 1; sequence <= Windows; sequence++)
        {
            await publisher.PublishAsync(Clients.Window(sequence), Token);
        }

        await Wait.UntilAsync(() => publisher.Waiting == 0, () => $"{publisher.Waiting} wait.");
        await publisher.DisposeAsync();
        Assert.Equal((0, 0), (publisher.OutboxCommits, publisher.Dropped));
        Assert.Empty(_folder.FileNames);
    }

    [Fact]
    public async Task PublishAsync_BrokerAwayThenRestartOfTheDevice_SendsEverythingInOrder()
    {
        await using var broker = await Mosquitto.StartAsync(LosesNothing);
        await broker.StopAsync();
        await using (var publisher = Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path)))
        {
            for (var sequence = 1; sequence <= 50; sequence++)
            {
                await publisher.PublishAsync(Clients.Window(sequence), Token);
            }
        }

        await broker.StartAgainAsync();
        await using var observer = await broker.ObserveAsync(Clients.Topics.Attention);
        await using (var publisher = Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path)))
        {
            Assert.Equal(SequencesTo(50), (await observer.NextAsync(50)).Select(SequenceOf));
            await Wait.UntilAsync(() => publisher.Waiting == 0, () => $"{publisher.Waiting} wait.");
        }

        await using (Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path)))
        {
            await broker.PublishAsync(Clients.Topics.Attention, "end");
            Assert.Equal("end", (await observer.NextAsync()).Text);
        }
    }

    [Fact]
    public async Task DisposeAsync_MoreWaitsThanTheStopCanSend_IsOfflineAndTheRestFollowsLater()
    {
        const int Windows = 30;
        await using var broker = await Mosquitto.StartAsync(LosesNothing);
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        var slow = Clients.OutboxIn(_folder.Path) with { MessagesPerSecond = 1 };
        await using (var publisher = Clients.CreatePublisher(Clients.OptionsFor(broker), slow))
        {
            for (var sequence = 1; sequence <= Windows; sequence++)
            {
                await publisher.PublishAsync(Clients.Window(sequence), Token);
            }

            publisher.Start();
            await Wait.UntilAsync(() => publisher.State == MqttConnectionState.Connected, () => $"{publisher.LastProblem}");
        }

        await using (var again = Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path)))
        {
            await Wait.UntilAsync(() => again is { Waiting: 0, OutboxCommits: > 0 }, () => $"{again.Waiting} wait.");
        }

        await broker.PublishAsync($"{Topics.Root}/end", "end");
        var sequences = new List<long>();
        var states = new List<string>();
        while (await observer.NextAsync() is var message && message.Text is not "end")
        {
            if (message.Topic.EndsWith(Topics.AttentionLevel, StringComparison.Ordinal))
            {
                sequences.Add(SequenceOf(message));
            }
            else
            {
                states.Add(message.Text);
            }
        }

        Assert.Equal([Topics.Online, Topics.Offline, Topics.Online, Topics.Offline], states);
        Assert.Equal(SequencesTo(Windows), sequences.Distinct());
    }

    [Fact]
    public async Task PublishAsync_AcknowledgementLate_IsWrittenToTheFile()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path));
        await Wait.UntilAsync(() => publisher.State == MqttConnectionState.Connected, () => $"{publisher.LastProblem}");

        await broker.FreezeAsync();
        await publisher.PublishAsync(Clients.Window(1), Token);
        Assert.Equal(0, publisher.OutboxCommits);
        await Wait.UntilAsync(() => publisher.OutboxCommits == 1, () => "Nothing was written.");

        await broker.ThawAsync();
        await Wait.UntilAsync(() => publisher is { Waiting: 0, OutboxCommits: 2 }, () => $"{publisher.Waiting} wait.");
    }

    [Fact]
    public async Task PublishAsync_ProcessKilledAgainAndAgainWithTheBrokerAway_LosesNothingThatWasKept()
    {
        const int Kills = 10;
        const int End = 1_000_000;
        await using var broker = await Mosquitto.StartAsync(LosesNothing);
        await broker.StopAsync();
        var kept = new List<long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            // The window that was being written may be in the file or not, so the next process passes over it.
            using var host = PublisherHost.Start(broker.Port, _folder.Path, firstSequence: kept.LastOrDefault() + 2);
            for (var count = Random.Shared.Next(1, 40); count > 0; count--)
            {
                kept.Add((await host.NextKeptAsync())!.Value);
            }

            kept.AddRange(await host.KillAsync());
        }

        await broker.StartAgainAsync();
        await using var observer = await broker.ObserveAsync(Clients.Topics.Attention);
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(broker), Clients.OutboxIn(_folder.Path));
        await publisher.PublishAsync(Clients.Window(End), Token);
        var received = new List<long>();
        while (received.LastOrDefault() != End)
        {
            received.Add(SequenceOf(await observer.NextAsync()));
        }

        Assert.Equal(received.Distinct().Order(), received);
        Assert.Empty(kept.Except(received));
        Assert.InRange(received.Count, kept.Count + 1, kept.Count + 1 + Kills);
    }

    private static IEnumerable<long> SequencesTo(int last) => Enumerable.Range(1, last).Select(number => (long)number);

    private static long SequenceOf(ObservedMessage message) =>
        JsonSerializer.Deserialize(message.Payload, MessageJson.Default.RoomAggregate)!.Sequence;
}
