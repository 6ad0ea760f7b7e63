using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>
/// A broker of another make: NATS, by MQTT 3.1.1. What works there and what does not is told in <c>deploy/other-brokers.md</c>.
/// </summary>
public sealed class NatsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DevicePublisher_OnNats_SaysEverythingAndIsOfflineByWill()
    {
        await using var broker = await NatsServer.StartAsync();
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using var homeAssistant = await broker.ObserveAsync("homeassistant/#");
        await using var cable = NetworkCable.LayTo(broker.Port);
        await using var publisher = Clients.CreatePublisher(OptionsFor(cable.Port));
        await publisher.PublishAsync(Clients.Health(1), Token);
        await publisher.PublishAsync(Clients.Window(1), Token);
        publisher.Start();
        var messages = await observer.NextAsync(3);
        cable.Cut();

        Assert.Equal(
            [
                (Clients.Topics.Availability, 1),
                (Clients.Topics.Health, 0),
                (Clients.Topics.Attention, 1),
            ],
            messages.Select(message => (message.Topic, message.Qos)));
        Assert.Equal(Topics.Online, messages[0].Text);
        Assert.Equal("homeassistant/device/edgemonitor_north_room-12_cam-1/config", (await homeAssistant.NextAsync()).Topic);
        var will = await observer.NextAsync();
        Assert.Equal((Clients.Topics.Availability, Topics.Offline), (will.Topic, will.Text));
    }

    [Fact]
    public async Task DevicePublisher_OnNats_WhatItRetainsIsThereForALatecomerAlsoAfterAPowerCut()
    {
        await using var broker = await NatsServer.StartAsync();
        await using (var publisher = Clients.StartPublisher(OptionsFor(broker.Port)))
        {
            await publisher.PublishAsync(Clients.Window(1), Token);
            await publisher.PublishAsync(Clients.Window(2), Token);
            await Wait.UntilAsync(() => publisher is { Waiting: 0, Sent: 2 }, () => $"{publisher.LastProblem}");
        }

        await broker.KillAsync();
        await broker.StartAgainAsync();
        await using var latecomer = await broker.ObserveAsync($"{Topics.Root}/#");

        var retained = await latecomer.NextAsync(2);
        Assert.All(retained, message => Assert.True(message.Retain));
        Assert.Equal(Topics.Offline, retained.Single(message => message.Topic.Equals(Clients.Topics.Availability, StringComparison.Ordinal)).Text);
        Assert.Equal(2, SequenceOf(retained.Single(message => message.Topic.Equals(Clients.Topics.Attention, StringComparison.Ordinal)).Payload));
    }

    [Fact]
    public async Task DevicePublisher_NatsKilledAgainAndAgain_SendsTheBacklogInOrder()
    {
        const int Kills = 5;
        await using var broker = await NatsServer.StartAsync();
        await using var cable = NetworkCable.LayTo(broker.Port);
        cable.Cut();
        await using var publisher = Clients.StartPublisher(OptionsFor(cable.Port), Clients.OutboxIn(_folder.Path));
        var received = new List<long>();
        var made = await PublishAsync(publisher, made: 0, count: 20);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using (var reader = await WindowReader.StartAsync(OptionsFor(broker.Port), received))
            {
                cable.Mend();
                made = await PublishAsync(publisher, made, 20);
                await reader.ReadUntilAsync(made);
            }

            await broker.KillAsync();
            cable.Cut();
            made = await PublishAsync(publisher, made, 20);
            await broker.StartAgainAsync();
        }

        await using (var reader = await WindowReader.StartAsync(OptionsFor(broker.Port), received))
        {
            cable.Mend();
            await reader.ReadUntilAsync(made);
        }

        Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
        Assert.Equal(0, publisher.Dropped);
    }

    [Fact]
    public async Task DevicePublisher_CommandOverNats_IsCarriedOutAndARetainedOneIsNot()
    {
        await using var broker = await NatsServer.StartAsync();
        await broker.PublishAsync(Clients.Topics.Command(Topics.PrivacyLevel), """{"schema":1,"action":"open"}""", retain: true);
        var requests = System.Threading.Channels.Channel.CreateUnbounded<CameraRequest>();
        await using var publisher = Clients.CreatePublisher(OptionsFor(broker.Port), onCameraRequest: request =>
        {
            requests.Writer.TryWrite(request);
            return Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok });
        });
        publisher.Start();

        // Until the subscription stands, a command may come too early.
        CameraRequest? request = null;
        while (request is null)
        {
            await broker.PublishAsync(Clients.Topics.Command(Topics.PrivacyLevel), """{"schema":1,"action":"close"}""");
            requests.Reader.TryRead(out request);
        }

        Assert.Equal(CameraAction.Close, request.Action);
    }

    [Fact]
    public async Task DevicePublisher_NatsAskedForMqtt5_SaysWhatToSet()
    {
        await using var broker = await NatsServer.StartAsync();
        await using var client = Clients.Start(Clients.OptionsFor(broker.Port));

        Assert.Contains("does not speak MQTT 5. Change mqtt.protocol", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DevicePublisher_WrongPasswordForNats_SaysSo()
    {
        await using var broker = await NatsServer.StartAsync("user: room, password: right");
        await using var client = Clients.Start(OptionsFor(broker.Port) with { Username = "room", Password = "wrong" });

        Assert.Contains("wrong password", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    private static MqttOptions OptionsFor(int port) => Clients.OptionsFor(port) with { Protocol = "3.1.1" };

    private static async Task<int> PublishAsync(DevicePublisher publisher, int made, int count)
    {
        for (var sequence = made + 1; sequence <= made + count; sequence++)
        {
            await publisher.PublishAsync(Clients.Window(sequence), Token);
        }

        return made + count;
    }

    private static long SequenceOf(byte[] payload) => JsonSerializer.Deserialize(payload, MessageJson.Default.RoomAggregate)!.Sequence;
}
