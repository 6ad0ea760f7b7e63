using System.Diagnostics;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>
/// Whatever happens to a broker that was there, or to the disk: every window that was made arrives exactly once after
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
        await using var broker = await Mosquitto.StartAsync();
        await using var cable = NetworkCable.LayTo(broker.Port);
        cable.Cut();
        await using var publisher = Clients.StartPublisher(
            Clients.OptionsFor(cable.Port), Clients.OutboxIn(_folder.Path), clock: new HurriedClock());
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

        ProcessResources.Now().AssertNoMoreThan(warm!);
        Assert.Equal(Enumerable.Range(1, made).Select(sequence => (long)sequence), received);
        Assert.Equal(0, publisher.Dropped);
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
        var before = ProcessResources.Now();

        await broker.FreezeAsync();
        made = await PublishAsync(publisher, made, 100);
        await Wait.UntilAsync(() => publisher.LastProblem is not null, () => "The silence was not noticed.");
        made = await PublishAsync(publisher, made, 100);
        await broker.ThawAsync();

        await reader.ReadUntilAsync(made);
        ProcessResources.Now().AssertNoMoreThan(before);
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
            var made = await PublishAsync(publisher, 0, 100);
            var warm = ProcessResources.Now();
            made = await PublishAsync(publisher, made, 50);
            ProcessResources.Now().AssertNoMoreThan(warm);
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
}

/// <summary>Tests that nothing else runs beside.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
