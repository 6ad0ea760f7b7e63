using EdgeMonitor.Contracts;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>The broker of <c>deploy/mosquitto</c> lets in whom it should and nobody else.</summary>
public sealed class SchoolBrokerTests
{
    private const int NotAuthorised = 135;
    private const string Device = "north_room-12_cam-1";

    private static readonly Topics OfTheOther = new(new DeviceAddress("north", "room-12", "cam-2"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SchoolBroker_DeviceDashboardAndHomeAssistant_GetTheirMessages()
    {
        await using var broker = await SchoolBroker.StartAsync();
        await using var dashboard = Clients.Start(broker.OptionsFor("dashboard"));
        await dashboard.SubscribeAsync($"{Topics.Root}/#", MqttQos.AtLeastOnce, Token).WithPatience();
        await using var homeAssistant = Clients.Start(broker.OptionsFor("homeassistant"));
        await homeAssistant.SubscribeAsync("homeassistant/#", MqttQos.AtLeastOnce, Token).WithPatience();
        await homeAssistant.SubscribeAsync("answers/#", MqttQos.AtLeastOnce, Token).WithPatience();
        await using var publisher = Clients.StartPublisher(broker.OptionsFor(Device));
        await publisher.PublishAsync(Clients.Window(1), Token);

        Assert.Equal(Clients.Topics.Availability, await NextTopicAsync(dashboard));
        Assert.Equal(Clients.Topics.Attention, await NextTopicAsync(dashboard));
        Assert.Equal($"homeassistant/device/edgemonitor_{Device}/config", await NextTopicAsync(homeAssistant));
        var command = Clients.Message(Clients.Topics.Command("explode"), "{}") with { ResponseTopic = "answers/1" };
        await homeAssistant.PublishAsync(command, Token).WithPatience();
        Assert.Equal("answers/1", await NextTopicAsync(homeAssistant));
        Assert.Null(publisher.LastProblem);
    }

    [Fact]
    public async Task SchoolBroker_NoCertificate_IsNotLetIn()
    {
        await using var broker = await SchoolBroker.StartAsync();
        await using var client = Clients.Start(broker.OptionsFor(name: null));

        Assert.Contains("client certificate", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
        Assert.NotEqual(MqttConnectionState.Connected, client.State);
    }

    [Fact]
    public async Task SchoolBroker_DeviceSpeaksForAnother_IsRefused()
    {
        await using var broker = await SchoolBroker.StartAsync();
        await using var client = Clients.Start(broker.OptionsFor(Device));

        foreach (var topic in new[] { OfTheOther.Attention, OfTheOther.Command("privacy"), Clients.Topics.Command("privacy"), "homeassistant/status", "a" })
        {
            var exception = await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync(Clients.Message(topic, "{}"), Token).WithPatience());
            Assert.Equal(NotAuthorised, exception.ReasonCode);
        }
    }

    [Fact]
    public async Task SchoolBroker_DeviceListensToOthers_HearsNothing()
    {
        await using var broker = await SchoolBroker.StartAsync();
        await using var curious = Clients.Start(broker.OptionsFor(Device));
        await curious.SubscribeAsync("#", MqttQos.AtLeastOnce, Token).WithPatience();
        await using var other = Clients.Start(broker.OptionsFor("north_room-12_cam-2"));
        await other.PublishAsync(Clients.Message(OfTheOther.Attention, "{}"), Token).WithPatience();

        await using var homeAssistant = Clients.Start(broker.OptionsFor("homeassistant"));
        await homeAssistant.PublishAsync(Clients.Message("homeassistant/status", "online"), Token).WithPatience();

        Assert.Equal("homeassistant/status", await NextTopicAsync(curious));
    }

    [Fact]
    public async Task SchoolBroker_MessageLargerThanItsLimit_IsRefused()
    {
        await using var broker = await SchoolBroker.StartAsync();
        await using var client = Clients.Start(broker.OptionsFor(Device));
        await Wait.UntilConnectedAsync(client);

        var exception = await Assert.ThrowsAsync<MqttException>(
            () => client.PublishAsync(Clients.Message(Clients.Topics.Attention, new string('x', 20_000)), Token).WithPatience());

        Assert.Contains("larger than the broker allows", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<string> NextTopicAsync(MqttClient client) =>
        (await client.Received.ReadAsync(Token).AsTask().WithPatience()).Topic;
}
