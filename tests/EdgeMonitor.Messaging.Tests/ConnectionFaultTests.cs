using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>
/// Brokers that do not let the device in, for many attempts, until what is wrong is put right: then everything arrives in order,
/// and the process holds no more than before. These tests run alone, since they count what the process holds.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class ConnectionFaultTests : IDisposable
{
    private const int Windows = 50;
    private const int AttemptsUntilWarm = 10;
    private const int Attempts = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly CollectingLogger _logger = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DevicePublisher_WrongPasswordUntilCorrected_LosesNothingAndHoldsNoMore()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = "right" });
        var options = Clients.OptionsFor(broker) with { Username = "room", PasswordFile = _folder.Locate("password") };
        await File.WriteAllTextAsync(options.PasswordFile, "wrong\n", Token);
        await using var publisher = StartHurried(options, haste: 20);
        await PublishAsync(publisher);
        await FailAgainAndAgainAsync("wrong password");
        var received = new List<long>();
        await using var reader = await WindowReader.StartAsync(options with { PasswordFile = null, Password = "right" }, received);

        await File.WriteAllTextAsync(options.PasswordFile, "right\n", Token);

        await AssertReceivedAsync(reader, received);
    }

    [Theory]
    [InlineData(-30, -1, "localhost", false, "expired on")]
    [InlineData(1, 30, "localhost", false, "Is the clock right?")]
    [InlineData(-1, 30, "broker.school.example", false, "is for 'broker.school.example', not for 'localhost'")]
    [InlineData(-1, 30, "localhost", true, "was issued by 'CN=EdgeMonitor test authority', which mqtt.tls.caFile")]
    public async Task DevicePublisher_BadCertificateUntilTheBrokerIsReplaced_LosesNothingAndHoldsNoMore(
        int from, int until, string name, bool isForeign, string problem)
    {
        await using var bad = await Mosquitto.StartAsync(new MosquittoOptions
        {
            Tls = true,
            CertificateValidFrom = TimeSpan.FromDays(from),
            CertificateValidUntil = TimeSpan.FromDays(until),
            CertificateName = name,
        });
        await using var good = await Mosquitto.StartAsync(new MosquittoOptions { Tls = true });
        var authority = _folder.Locate("ca.pem");
        File.Copy(isForeign ? bad.Certificates!.ForeignCaFile : bad.CaFile!, authority);
        await using var cable = NetworkCable.LayTo(bad.Port);
        await using var publisher = StartHurried(
            Clients.OptionsFor(cable.Port) with { Tls = new MqttTlsOptions { Enabled = true, CaFile = authority } }, haste: 20);
        await PublishAsync(publisher);
        await FailAgainAndAgainAsync(problem);
        var received = new List<long>();
        await using var reader = await WindowReader.StartAsync(Clients.OptionsFor(good), received);

        File.Copy(good.CaFile!, authority, overwrite: true);
        cable.LeadTo(good.Port);

        await AssertReceivedAsync(reader, received);
    }

    [Fact]
    public async Task DevicePublisher_BrokerAcceptsAndNeverAnswersUntilItIsReplaced_LosesNothingAndHoldsNoMore()
    {
        await using var silent = ScriptedServer.OpenSilent();
        await using var broker = await Mosquitto.StartAsync();
        await using var cable = NetworkCable.LayTo(silent.Port);
        await using var publisher = StartHurried(Clients.OptionsFor(cable.Port), haste: 100);
        await PublishAsync(publisher);
        await FailAgainAndAgainAsync("did not answer within 30 s");
        var received = new List<long>();
        await using var reader = await WindowReader.StartAsync(Clients.OptionsFor(broker), received);

        cable.LeadTo(broker.Port);

        await AssertReceivedAsync(reader, received);
    }

    private static async Task PublishAsync(DevicePublisher publisher)
    {
        for (var sequence = 1; sequence <= Windows; sequence++)
        {
            await publisher.PublishAsync(Clients.Window(sequence), Token);
        }
    }

    private static async Task AssertReceivedAsync(WindowReader reader, List<long> received)
    {
        await reader.ReadUntilAsync(Windows);
        Assert.Equal(Enumerable.Range(1, Windows).Select(sequence => (long)sequence), received);
    }

    private DevicePublisher StartHurried(MqttOptions options, int haste) => Clients.StartPublisher(
        options, Clients.OutboxIn(_folder.Path), _logger, new HurriedClock(haste));

    /// <summary>Every attempt fails for the same reason, a person is warned once, and the attempts leave nothing behind.</summary>
    private async Task FailAgainAndAgainAsync(string problem)
    {
        await UntilAttemptAsync(AttemptsUntilWarm);
        var warm = ProcessResources.Now();
        await UntilAttemptAsync(Attempts);
        ProcessResources.Now().AssertNoMoreThan(warm);
        Assert.All(Failures(), failure => Assert.Contains(problem, failure.Text, StringComparison.Ordinal));
        Assert.Single(Failures(), failure => failure.Level >= LogLevel.Warning);
    }

    private Task UntilAttemptAsync(int count) => Wait.UntilAsync(() => Failures().Count >= count, () => $"{Failures().Count} attempts.");

    private List<(LogLevel Level, string Text)> Failures() =>
        [.. _logger.Entries.Where(entry => entry.Text.Contains("Next attempt in", StringComparison.Ordinal))];
}
