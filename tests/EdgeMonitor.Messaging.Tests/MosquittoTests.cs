using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>The broker of the tests does what its documentation says.</summary>
public sealed class MosquittoTests
{
    [Fact]
    public async Task Mosquitto_Plain_CarriesMessages()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("a/#");

        await broker.PublishAsync("a/b", "héllo", qos: 1, retain: true);

        var message = await observer.NextAsync();
        Assert.Equal(("a/b", "héllo", 1, false), (message.Topic, message.Text, message.Qos, message.Retain));
        await using var late = await broker.ObserveAsync("a/#");
        Assert.True((await late.NextAsync()).Retain);
    }

    [Fact]
    public async Task Mosquitto_TlsUserAndClientCertificate_CarriesMessages()
    {
        var options = new MosquittoOptions { Tls = true, RequireClientCertificate = true, Username = "room", Password = "secret" };
        await using var broker = await Mosquitto.StartAsync(options);
        await using var observer = await broker.ObserveAsync("a");

        await broker.PublishAsync("a", "1");

        Assert.Equal("1", (await observer.NextAsync()).Text);
    }

    [Fact]
    public async Task Mosquitto_StoppedAndStartedAgain_KeepsPortAndRetainedMessages()
    {
        await using var broker = await Mosquitto.StartAsync();
        var port = broker.Port;
        await broker.PublishAsync("a", "kept", retain: true);

        await broker.RestartAsync();

        Assert.Equal(port, broker.Port);
        await using var observer = await broker.ObserveAsync("a");
        Assert.Equal("kept", (await observer.NextAsync()).Text);
    }

    [Fact]
    public async Task Mosquitto_KilledWhileFrozen_StartsAgain()
    {
        await using var broker = await Mosquitto.StartAsync();

        await broker.FreezeAsync();
        await broker.KillAsync();
        await broker.StartAgainAsync();

        await broker.PublishAsync("a", "1");
    }

    [Fact]
    public async Task Mosquitto_UnknownConfiguration_SaysWhy()
    {
        var options = new MosquittoOptions { ExtraConfiguration = ["no_such_option true"] };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Mosquitto.StartAsync(options));

        Assert.Contains("no_such_option", exception.Message, StringComparison.Ordinal);
    }
}
