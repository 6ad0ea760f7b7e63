using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Other versions of the protocols than the newest.</summary>
public sealed class ProtocolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DevicePublisher_Mqtt311_PublishesAndIsOfflineByWill()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using var cable = NetworkCable.LayTo(broker.Port);
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(cable.Port) with { Protocol = "3.1.1" });
        Assert.Equal(Topics.Online, (await observer.NextAsync()).Text);
        await publisher.PublishAsync(Clients.Window(1), Token);

        var window = await observer.NextAsync();
        cable.Cut();

        Assert.Equal((Clients.Topics.Attention, 1, "", null), (window.Topic, window.Qos, window.ContentType, window.ExpirySeconds));
        Assert.Equal(Topics.Offline, (await observer.NextAsync()).Text);
    }

    [Theory]
    [InlineData("3.1.1")]
    [InlineData("5")]
    public async Task MqttClient_WrongPassword_SaysSoInEveryProtocol(string protocol)
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = "right" });
        await using var client = Clients.Start(
            Clients.OptionsFor(broker) with { Username = "room", Password = "wrong", Protocol = protocol });

        Assert.Contains("wrong password", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MqttClient_BrokerSpeaksOlderTlsThanTheMinimum_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var now = TimeProvider.System.GetUtcNow();
        var certificates = TestCertificates.Create(folder.Path, "localhost", now.AddDays(-1), now.AddDays(1));
        using var pem = X509Certificate2.CreateFromPemFile(certificates.ServerCertificateFile, certificates.ServerKeyFile);
        await using var server = ScriptedServer.Open(async (connection, seenEnough) =>
        {
            await using var stream = new SslStream(connection);
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = pem, EnabledSslProtocols = SslProtocols.Tls12 }, seenEnough);
        });
        await using var client = Clients.Start(Clients.OptionsFor(server.Port) with
        {
            Tls = new MqttTlsOptions { Enabled = true, CaFile = certificates.CaFile, MinimumVersion = "1.3" },
        });

        Assert.Contains("speaks no TLS 1.3 or later", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }
}
