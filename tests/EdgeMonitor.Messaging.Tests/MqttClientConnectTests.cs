using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Logging in, TLS, and what a person is told when it does not work.</summary>
public sealed class MqttClientConnectTests
{
    private const string Password = "s3cret-pässword";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_RightPassword_Connects(bool fromFile)
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = Password });
        var options = Clients.OptionsFor(broker) with { Username = "room" };
        await using var client = Clients.Start(
            fromFile ? options with { PasswordFile = broker.PasswordFile } : options with { Password = Password });

        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();
    }

    [Fact]
    public async Task Start_WrongPassword_IsNeverConnectedAndSaysSoWithoutThePassword()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = "right" });
        var logger = new CollectingLogger();
        var states = new List<MqttConnectionState>();
        await using var client = Clients.Create(
            Clients.OptionsFor(broker) with { Username = "room", Password = Password }, logger: logger);
        client.OnConnected = _ =>
        {
            states.Add(client.State);
            return Task.CompletedTask;
        };
        client.Start();

        var problem = await Wait.ForProblemAsync(client);
        await Wait.UntilAsync(() => logger.Entries.Count >= 3, () => "It did not try again.");

        Assert.Contains("wrong password", problem, StringComparison.Ordinal);
        Assert.Contains("'room'", problem, StringComparison.Ordinal);
        Assert.Empty(states);
        Assert.DoesNotContain(logger.Entries, entry => entry.Text.Contains(Password, StringComparison.Ordinal));
        Assert.Single(logger.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Start_PasswordCorrectedInItsFile_Connects()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = Password });
        await File.WriteAllTextAsync(broker.PasswordFile, "wrong\n", Token);
        await using var client = Clients.Start(Clients.OptionsFor(broker) with { Username = "room", PasswordFile = broker.PasswordFile });
        await Wait.ForProblemAsync(client);

        await File.WriteAllTextAsync(broker.PasswordFile, Password + "\nsecond line\n", Token);

        await Wait.UntilConnectedAsync(client);
        Assert.Null(client.LastProblem);
    }

    [Theory]
    [InlineData(null, "mqtt.passwordFile cannot be read")]
    [InlineData("", "is empty")]
    public async Task Start_UnusablePasswordFile_SaysWhich(string? content, string expected)
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = Password });
        var file = broker.PasswordFile + "-other";
        if (content is not null)
        {
            await File.WriteAllTextAsync(file, content, Token);
        }

        await using var client = Clients.Start(Clients.OptionsFor(broker) with { Username = "room", PasswordFile = file });

        var problem = await Wait.ForProblemAsync(client);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Contains(file, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoUserWhereOneIsNeeded_SaysWhatToSet()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = Password });
        await using var client = Clients.Start(broker);

        Assert.Contains("mqtt.username", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
        Assert.NotEqual(MqttConnectionState.Connected, client.State);
    }

    [Fact]
    public async Task Start_TlsWithTheRightAuthority_Connects()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Tls = true });
        await using var client = Clients.Start(broker);

        await client.PublishAsync(Clients.Message("a", new string('x', 1_000_000)), Token).WithPatience();
    }

    [Fact]
    public async Task Start_TlsWithAClientCertificate_Connects()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Tls = true, RequireClientCertificate = true });
        var options = Clients.OptionsFor(broker);
        var certificates = broker.Certificates!;
        await using var client = Clients.Start(options with
        {
            Tls = options.Tls! with { CertificateFile = certificates.ClientCertificateFile, KeyFile = certificates.ClientKeyFile },
        });

        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();
    }

    [Fact]
    public async Task Start_ClientCertificateMissing_SaysWhatToSet() =>
        await ExpectProblemAsync(new MosquittoOptions { Tls = true, RequireClientCertificate = true }, tls => tls, "client certificate");

    [Theory]
    [InlineData(BadClientCertificate.Expired, "expired on")]
    [InlineData(BadClientCertificate.NotYetValid, "Is the clock right?")]
    [InlineData(BadClientCertificate.Foreign, "Does it trust who issued")]
    public async Task Start_ClientCertificateThatTheBrokerRefuses_SaysWhy(BadClientCertificate fault, string expected)
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Tls = true, RequireClientCertificate = true });
        var options = Clients.OptionsFor(broker);
        var (certificate, key) = broker.Certificates!.BadClient(fault);
        await using var client = Clients.Start(options with { Tls = options.Tls! with { CertificateFile = certificate, KeyFile = key } });

        var problem = await Wait.ForProblemAsync(client);
        Assert.Contains($"mqtt.tls.certificateFile '{certificate}'", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ForeignAuthority_SaysWhoIssuedTheCertificate() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true },
        tls => tls with { CaFile = tls.CaFile!.Replace("ca.pem", "foreign-ca.pem", StringComparison.Ordinal) },
        "was issued by 'CN=EdgeMonitor test authority', which mqtt.tls.caFile");

    [Fact]
    public async Task Start_SystemAuthoritiesOnly_DoNotVouchForAPrivateOne() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true },
        tls => tls with { CaFile = null },
        "the authorities of this system does not vouch for");

    [Fact]
    public async Task Start_CertificateForAnotherName_SaysBothNames() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true, CertificateName = "broker.school.example" },
        tls => tls,
        "is for 'broker.school.example', not for 'localhost'");

    [Fact]
    public async Task Start_ExpiredCertificate_SaysWhen() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true, CertificateValidFrom = TimeSpan.FromDays(-30), CertificateValidUntil = TimeSpan.FromDays(-1) },
        tls => tls,
        "expired on");

    [Fact]
    public async Task Start_CertificateOfTheFuture_AsksForTheClock() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true, CertificateValidFrom = TimeSpan.FromDays(1) },
        tls => tls,
        "Is the clock right?");

    [Fact]
    public async Task Start_AuthorityFileMissing_SaysWhich() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true },
        tls => tls with { CaFile = "/nonexistent/ca.pem" },
        "mqtt.tls.caFile cannot be read");

    [Fact]
    public async Task Start_AuthorityFileIsNoCertificate_SaysSo() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true },
        tls => tls with { CaFile = "/etc/hostname" },
        "mqtt.tls.caFile '/etc/hostname' holds no certificate");

    [Fact]
    public async Task Start_KeyOfAnotherCertificate_SaysSo() => await ExpectProblemAsync(
        new MosquittoOptions { Tls = true },
        tls => tls with
        {
            CertificateFile = tls.CaFile!.Replace("ca.pem", "client.pem", StringComparison.Ordinal),
            KeyFile = tls.CaFile!.Replace("ca.pem", "server.key", StringComparison.Ordinal),
        },
        "is not the key of");

    [Fact]
    public async Task Start_PlainToATlsPort_SuggestsTls()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Tls = true });
        await using var client = Clients.Start(Clients.OptionsFor(broker) with { Tls = null });

        Assert.Contains("mqtt.tls.enabled", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TlsToAPlainPort_SaysThatThePortSpeaksNone()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(Clients.OptionsFor(broker) with { Tls = new MqttTlsOptions { Enabled = true } });

        Assert.Contains("speak TLS at this port", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NothingListens_SaysSo()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.StopAsync();
        await using var client = Clients.Start(broker);

        Assert.Contains($"Nothing listens at localhost:{broker.Port}", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnknownHost_SaysSo()
    {
        await using var client = Clients.Start(new MqttOptions { Host = "no-such-host.invalid" });

        Assert.Contains("no-such-host.invalid", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SomethingElseAnswers_SaysThatItIsNoBroker()
    {
        var answer = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n" + new string('x', 1000));
        await using var server = ScriptedServer.Open(async (connection, seenEnough) =>
        {
            await connection.WriteAsync(answer, seenEnough);
            _ = await connection.ReadAsync(new byte[100], seenEnough);
        });
        await using var client = Clients.Start(Clients.OptionsFor(server.Port));

        Assert.Contains("does not speak MQTT 5", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_AcceptsAndNeverAnswers_GivesUpAndSaysSo(bool tls)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clock = new ManualTimeProvider();
        var options = Clients.OptionsFor(((IPEndPoint)listener.LocalEndpoint).Port);
        await using var client = Clients.Create(tls ? options with { Tls = new MqttTlsOptions { Enabled = true } } : options, clock: clock);
        client.Start();
        using var accepted = await listener.AcceptTcpClientAsync(Token).AsTask().WithPatience();
        await accepted.GetStream().ReadExactlyAsync(new byte[1], Token);

        clock.Advance(MqttClient.ConnectPatience);

        Assert.Contains("did not answer within 30 s", await Wait.ForProblemAsync(client), StringComparison.Ordinal);
    }

    private static async Task ExpectProblemAsync(MosquittoOptions brokerOptions, Func<MqttTlsOptions, MqttTlsOptions> change, string expected)
    {
        await using var broker = await Mosquitto.StartAsync(brokerOptions);
        var options = Clients.OptionsFor(broker);
        await using var client = Clients.Start(options with { Tls = change(options.Tls!) });

        Assert.Contains(expected, await Wait.ForProblemAsync(client), StringComparison.Ordinal);
        Assert.NotEqual(MqttConnectionState.Connected, client.State);
    }
}
