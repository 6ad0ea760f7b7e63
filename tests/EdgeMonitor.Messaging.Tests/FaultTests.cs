using System.Diagnostics;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>
/// Whatever happens to the broker, the network or the disk: every window that was made arrives exactly once after
/// de-duplication by its sequence, in order. These tests run alone, since they count what the process holds.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DevicePublisher_BrokerKilledFiftyTimesUnderLoad_LosesNothingKeepsTheOrderAndHoldsNoMoreThanBefore()
    {
        const int Kills = 50;
        const int KillsUntilWarm = 10;
        const int FilesThatComeAndGo = 20;
        await using var broker = await Mosquitto.StartAsync();
        await using var cable = NetworkCable.LayTo(broker.Port);
        cable.Cut();
        await using var publisher = CreateHurriedPublisher(cable.Port);
        publisher.Start();
        var received = new List<long>();
        var made = 0;
        ProcessResources? warm = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using (var reader = await WindowReader.StartAsync(Clients.OptionsFor(broker), received))
            {
                cable.Mend();
                var before = Random.Shared.Next(1, 40);
                made = await PublishAsync(publisher, made, before + 20);
                await reader.ReadUntilAsync(Math.Min(made, received.Count + before));
                await broker.KillAsync();
                cable.Cut();
                made = await PublishAsync(publisher, made, 5);
                await reader.ReadRestAsync();
            }

            await broker.StartAgainAsync();
            warm = kill == KillsUntilWarm ? ProcessResources.Now() : warm;
        }

        await using (var reader = await WindowReader.StartAsync(Clients.OptionsFor(broker), received))
        {
            cable.Mend();
            await reader.ReadUntilAsync(made);
        }

        var end = ProcessResources.Now();
        Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
        Assert.Equal(0, publisher.Dropped);
        Assert.InRange(end.Files, 0, warm!.Files + FilesThatComeAndGo);
        Assert.InRange(end.ClientThreads, 0, warm.ClientThreads + 2);
    }

    [Fact]
    public async Task DevicePublisher_BrokerFreezesUnderLoad_LosesNothing()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var publisher = Clients.StartPublisher(
            Clients.OptionsFor(broker) with { KeepAliveSeconds = 5 }, Clients.OutboxIn(_folder.Path));
        var received = new List<long>();
        await using var reader = await WindowReader.StartAsync(Clients.OptionsFor(broker), received);
        var made = await PublishAsync(publisher, 0, 100);
        await reader.ReadUntilAsync(50);

        await broker.FreezeAsync();
        made = await PublishAsync(publisher, made, 100);
        await Wait.UntilAsync(() => publisher.LastProblem is not null, () => "The silence was not noticed.");
        made = await PublishAsync(publisher, made, 100);
        await broker.ThawAsync();

        await reader.ReadUntilAsync(made);
        Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
    }

    [Fact]
    public async Task DevicePublisher_WrongPasswordUntilCorrected_LosesNothing()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { Username = "room", Password = "right" });
        var options = Clients.OptionsFor(broker) with { Username = "room", PasswordFile = _folder.Locate("password") };
        await File.WriteAllTextAsync(options.PasswordFile, "wrong\n", Token);
        await using var publisher = Clients.StartPublisher(options, Clients.OutboxIn(_folder.Path));
        var made = await PublishAsync(publisher, 0, 50);
        await Wait.UntilAsync(() => publisher.LastProblem is not null, () => "It was not noticed.");
        var received = new List<long>();
        await using var reader = await WindowReader.StartAsync(options with { PasswordFile = null, Password = "right" }, received);

        await File.WriteAllTextAsync(options.PasswordFile, "right\n", Token);

        await reader.ReadUntilAsync(made);
        Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
    }

    [Theory]
    [InlineData(-30, -1, "localhost", "expired on")]
    [InlineData(1, 30, "localhost", "Is the clock right?")]
    [InlineData(-1, 30, "broker.school.example", "not for 'localhost'")]
    public async Task DevicePublisher_BadCertificateUntilTheBrokerIsReplaced_LosesNothing(int from, int until, string name, string problem)
    {
        await using var bad = await Mosquitto.StartAsync(new MosquittoOptions
        {
            Tls = true,
            CertificateValidFrom = TimeSpan.FromDays(from),
            CertificateValidUntil = TimeSpan.FromDays(until),
            CertificateName = name,
        });
        var made = 0;
        await using (var publisher = Clients.StartPublisher(Clients.OptionsFor(bad), Clients.OutboxIn(_folder.Path)))
        {
            made = await PublishAsync(publisher, made, 20);
            await Wait.UntilAsync(
                () => publisher.LastProblem?.Contains(problem, StringComparison.Ordinal) == true, () => $"{publisher.LastProblem}");
        }

        await using var good = await Mosquitto.StartAsync(new MosquittoOptions { Tls = true });
        var received = new List<long>();
        await using var reader = await WindowReader.StartAsync(Clients.OptionsFor(good), received);
        await using var again = Clients.StartPublisher(Clients.OptionsFor(good), Clients.OutboxIn(_folder.Path));
        made = await PublishAsync(again, made, 1);

        await reader.ReadUntilAsync(made);
        Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
    }

    [Fact]
    public async Task DevicePublisher_DiskOfTheOutboxFull_WaitsInMemorySaysSoAndLosesNothing()
    {
        var mounted = await MountSmallDiskAsync();
        Assert.SkipUnless(mounted, "This user may not mount a small disk.");
        try
        {
            await using var broker = await Mosquitto.StartAsync();
            await using var cable = NetworkCable.LayTo(broker.Port);
            cable.Cut();
            var logger = new CollectingLogger();
            await using var publisher = Clients.StartPublisher(Clients.OptionsFor(cable.Port), Clients.OutboxIn(_folder.Path), logger);
            var made = await PublishAsync(publisher, 0, 150);
            Assert.Contains("is full", publisher.OutboxProblem, StringComparison.Ordinal);
            Assert.Equal(made, publisher.Waiting);
            // Removing the file can make room for a moment; then one more line says that the disk is full again.
            var full = logger.Entries.Count(entry => entry.Text.Contains("is full", StringComparison.Ordinal));
            var usable = logger.Entries.Count(entry => entry.Text.Contains("can be used again", StringComparison.Ordinal));
            Assert.Equal(usable + 1, full);

            var received = new List<long>();
            await using var reader = await WindowReader.StartAsync(Clients.OptionsFor(broker), received);
            cable.Mend();

            await reader.ReadUntilAsync(made);
            Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
        }
        finally
        {
            await RunAsync("umount", _folder.Path);
        }
    }

    private static async Task<int> PublishAsync(DevicePublisher publisher, int made, int count)
    {
        for (var sequence = made + 1; sequence <= made + count; sequence++)
        {
            await publisher.PublishAsync(Clients.Window(sequence), Token);
        }

        return made + count;
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode == 0;
    }

    private Task<bool> MountSmallDiskAsync() => RunAsync("mount", "-t", "tmpfs", "-o", "size=64k", "edgemonitor-test", _folder.Path);

    private DevicePublisher CreateHurriedPublisher(int port) => new(
        Clients.Profile,
        new PublishingOptions(Clients.OptionsFor(port), Clients.OutboxIn(_folder.Path), new HomeAssistantOptions()),
        _ => Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok }),
        new HurriedClock(),
        Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
}

/// <summary>Tests that nothing else runs beside.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
