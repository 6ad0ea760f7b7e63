using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

public sealed class BrokerRotaTests
{
    [Fact]
    public void Next_NotLasting_GoesThroughAllInOrderAndBeginsAgain()
    {
        var rota = new BrokerRota(new MqttOptions { Host = "first", Fallbacks = ["second:2000", "[2001:db8::3]"] });
        var brokers = new List<string>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            brokers.Add(rota.Current.Broker);
            rota.Next(lasted: false);
        }

        Assert.Equal(["first:1883", "second:2000", "2001:db8::3:1883", "first:1883"], brokers);
    }

    [Fact]
    public void Next_Lasted_GoesBackToTheFirst()
    {
        var rota = new BrokerRota(new MqttOptions { Host = "first", Fallbacks = ["second", "third"] });
        rota.Next(lasted: false);

        rota.Next(lasted: true);

        Assert.Equal("first:1883", rota.Current.Broker);
    }

    [Theory]
    [InlineData("broker.school.example", true)]
    [InlineData("192.0.2.1:8883", true)]
    [InlineData("[::1]:8883", true)]
    [InlineData("", false)]
    [InlineData("broker:", false)]
    [InlineData("broker:0", false)]
    [InlineData("broker:65536", false)]
    [InlineData("mqtt://broker", false)]
    [InlineData("::1", false)]
    public void IsValid_Text_IsAsDocumented(string text, bool expected) => Assert.Equal(expected, BrokerAddress.IsValid(text));

    [Fact]
    public async Task MqttClient_FirstBrokerAway_UsesTheSecond()
    {
        await using var away = await Mosquitto.StartAsync();
        await away.StopAsync();
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(Clients.OptionsFor(away) with { Fallbacks = [$"localhost:{broker.Port}"] });

        await client.PublishAsync(Clients.Message("a", "1", retain: true), TestContext.Current.CancellationToken).WithPatience();

        await using var observer = await broker.ObserveAsync("a");
        Assert.Equal("1", (await observer.NextAsync()).Text);
    }
}
