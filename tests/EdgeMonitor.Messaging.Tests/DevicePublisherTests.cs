using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging.Storage;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging.Tests;

public sealed class DevicePublisherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishAsync_WindowAndHealth_ArriveAsSpecified()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(broker));

        await publisher.PublishAsync(Clients.Window(1), Token);
        await publisher.PublishAsync(Clients.Health(5), Token);
        await Wait.UntilAsync(() => publisher.Waiting == 0, () => $"{publisher.Waiting} wait: {publisher.LastProblem}");
        await WaitForHealthAsync(broker);

        await using var observer = await broker.ObserveAsync("#");
        var messages = (await observer.NextAsync(4)).ToDictionary(message => message.Topic);
        var availability = messages[Clients.Topics.Availability];
        var attention = messages[Clients.Topics.Attention];
        var health = messages[Clients.Topics.Health];
        Assert.All(messages.Values, message => Assert.True(message.Retain));
        Assert.Equal((Topics.Online, 1), (availability.Text, availability.Qos));
        Assert.Equal(("application/json", 1), (attention.ContentType, attention.Qos));
        Assert.InRange(attention.ExpirySeconds!.Value, 1, (int)Outbox.WindowExpiry.TotalSeconds);
        Assert.Equal(Clients.Window(1), JsonSerializer.Deserialize(attention.Payload, MessageJson.Default.RoomAggregate));
        Assert.Equal(("application/json", 0), (health.ContentType, health.Qos));
        Assert.Equal(1, messages["homeassistant/device/edgemonitor_north_room-12_cam-1/config"].Qos);
        Assert.Equal(Clients.Health(5), JsonSerializer.Deserialize(health.Payload, MessageJson.Default.DeviceHealth));
    }

    [Fact]
    public async Task DisposeAsync_Connected_SendsWhatWaitsThenOffline()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using (var publisher = Clients.StartPublisher(Clients.OptionsFor(broker)))
        {
            Assert.Equal(Topics.Online, (await observer.NextAsync()).Text);
            for (var sequence = 1; sequence <= 20; sequence++)
            {
                await publisher.PublishAsync(Clients.Window(sequence), Token);
            }
        }

        Assert.Equal(Enumerable.Range(1, 20), (await observer.NextAsync(20)).Select(message => (int)Parse(message).Sequence));
        Assert.Equal(Topics.Offline, (await observer.NextAsync()).Text);
        await using var late = await broker.ObserveAsync(Clients.Topics.Availability);
        Assert.Equal(Topics.Offline, (await late.NextAsync()).Text);
        Assert.Empty(observer.Drain());
    }

    [Fact]
    public async Task PublishAsync_BrokerAway_SendsOnlineThenTheNewestHealthAndTheBacklogInOrder()
    {
        const int Maximum = 720;
        const int Dropped = 3;
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { ExtraConfiguration = ["max_queued_messages 0"] });
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using var cable = NetworkCable.LayTo(broker.Port);
        await using var publisher = Clients.StartPublisher(
            Clients.OptionsFor(cable.Port), Clients.OutboxIn(directory: null) with { MaximumMessages = Maximum });
        Assert.Equal(Topics.Online, (await observer.NextAsync()).Text);
        cable.Cut();
        Assert.Equal(Topics.Offline, (await observer.NextAsync()).Text);
        await Wait.UntilAsync(() => publisher.State != MqttConnectionState.Connected, () => "Still connected.");

        for (var sequence = 1; sequence <= Maximum + Dropped; sequence++)
        {
            await publisher.PublishAsync(Clients.Window(sequence), Token);
            await publisher.PublishAsync(Clients.Health(sequence), Token);
        }

        Assert.Equal((Maximum, Dropped), (publisher.Waiting, publisher.Dropped));
        cable.Mend();

        Assert.Equal(Topics.Online, (await observer.NextAsync()).Text);
        var messages = await observer.NextAsync(Maximum + 1);
        var health = Assert.Single(messages, message => IsOn(Clients.Topics.Health, message));
        Assert.Equal(
            Maximum + Dropped,
            JsonSerializer.Deserialize(health.Payload, MessageJson.Default.DeviceHealth)!.UptimeSeconds);
        var windows = messages.Where(message => IsOn(Clients.Topics.Attention, message)).Select(Parse).ToList();
        Assert.Equal(Enumerable.Range(Dropped + 1, Maximum).Select(sequence => Clients.Window(sequence)), windows);
        Assert.Equal(Dropped, publisher.Dropped);
    }

    [Fact]
    public async Task DevicePublisher_ProcessKilled_IsOfflineByWill()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync(Clients.Topics.Availability);
        using var folder = new TemporaryFolder();
        using (var host = PublisherHost.Start(broker.Port, folder.Path, firstSequence: 1))
        {
            Assert.Equal(Topics.Online, (await observer.NextAsync()).Text);
            await host.KillAsync();
        }

        Assert.Equal(Topics.Offline, (await observer.NextAsync()).Text);
        await using var late = await broker.ObserveAsync(Clients.Topics.Availability);
        Assert.Equal(Topics.Offline, (await late.NextAsync()).Text);
    }

    [Fact]
    public async Task DisposeAsync_BrokerAway_CompletesAndWarnsOfTheBrokerAndTheLossOnly()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.StopAsync();
        var logger = new CollectingLogger();
        var publisher = Clients.StartPublisher(Clients.OptionsFor(broker), loggers: logger);
        await publisher.PublishAsync(Clients.Window(1), Token);
        await Wait.UntilAsync(() => publisher.LastProblem is not null, () => "It was not noticed.");

        await publisher.DisposeAsync().AsTask().WithPatience();

        Assert.Equal(1, publisher.Waiting);
        var warnings = logger.Entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Text).ToList();
        Assert.Equal(2, warnings.Count);
        Assert.Contains("Nothing listens at", warnings[0], StringComparison.Ordinal);
        Assert.Contains("not be sent before the stop and are lost: 1", warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_Refused_IsCountedAndTheNextFollows()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions
        {
            AccessControl = ["topic read #", $"topic write {Clients.Topics.Availability}"],
        });
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(broker));

        await publisher.PublishAsync(Clients.Window(1), Token);
        await publisher.PublishAsync(Clients.Window(2), Token);

        await Wait.UntilAsync(() => publisher.Dropped == 2, () => $"Dropped: {publisher.Dropped}");
        Assert.Equal(0, publisher.Waiting);
    }

    private static RoomAggregate Parse(ObservedMessage message) =>
        JsonSerializer.Deserialize(message.Payload, MessageJson.Default.RoomAggregate)!;

    private static bool IsOn(string topic, ObservedMessage message) => string.Equals(message.Topic, topic, StringComparison.Ordinal);

    private static async Task WaitForHealthAsync(Mosquitto broker)
    {
        await using var observer = await broker.ObserveAsync(Clients.Topics.Health);
        await observer.NextAsync();
    }
}
