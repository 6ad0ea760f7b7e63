using System.Net;
using System.Net.Security;
using System.Net.Sockets;
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
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeTls12Async(listener, certificates);
        var options = Clients.OptionsFor(((IPEndPoint)listener.LocalEndpoint).Port);
        await using var client = Clients.Start(
            options with { Tls = new MqttTlsOptions { Enabled = true, CaFile = certificates.CaFile, MinimumVersion = "1.3" } });

        Assert.Contains("speaks no TLS 1.3 or later", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
        listener.Stop();
        await serving;
    }

    private static async Task ServeTls12Async(TcpListener listener, TestCertificates certificates)
    {
        using var pem = X509Certificate2.CreateFromPemFile(certificates.ServerCertificateFile, certificates.ServerKeyFile);
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync();
                await using var stream = new SslStream(connection.GetStream());
                try
                {
#pragma warning disable CA5398 // An old broker is what this plays.
                    await stream.AuthenticateAsServerAsync(
                        pem, clientCertificateRequired: false, SslProtocols.Tls12, checkCertificateRevocation: false);
#pragma warning restore CA5398
                }
                catch (Exception exception) when (exception is AuthenticationException or IOException)
                {
                    // Expected: the client wants a newer version.
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has seen enough.
        }
    }
}
