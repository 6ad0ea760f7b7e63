using System.Text;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Messaging.Tests;

public sealed class MqttClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishAsync_Qos1_ArrivesWithItsProperties()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("#");
        await using var client = Clients.Start(broker);

        await client.PublishAsync(
            new MqttMessage("ä/b", Encoding.UTF8.GetBytes("hé"), MqttQos.AtLeastOnce) { ContentType = "text/plain", Expiry = TimeSpan.FromSeconds(90) },
            Token);

        var message = await observer.NextAsync();
        Assert.Equal(("ä/b", "hé", 1, "text/plain"), (message.Topic, message.Text, message.Qos, message.ContentType));
        Assert.InRange(message.ExpirySeconds!.Value, 1, 90);
        Assert.Equal(MqttConnectionState.Connected, client.State);
    }
}
