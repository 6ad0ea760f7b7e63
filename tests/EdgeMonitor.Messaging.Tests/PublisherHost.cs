using System.Diagnostics;
using System.Globalization;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>A process of its own with a publisher in it, for tests that kill it.</summary>
internal sealed class PublisherHost : IDisposable
{
    public const string Verb = "host-a-publisher";

    private readonly Process _process;

    private PublisherHost(Process process) => _process = process;

    /// <summary>
    /// Starts the host: it publishes windows, the first being <paramref name="firstSequence"/>, and writes the sequence of
    /// each as soon as it is kept. It ends only when it is killed.
    /// </summary>
    public static PublisherHost Start(int port, string outboxDirectory, long firstSequence) => new(Process.Start(new ProcessStartInfo(
        "dotnet", ["exec", typeof(PublisherHost).Assembly.Location, Verb, $"{port}", outboxDirectory, $"{firstSequence}"])
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!);

    /// <summary>What <see cref="Start"/> runs.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var port = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        await using var publisher = Clients.StartPublisher(Clients.OptionsFor(port), Clients.OutboxIn(arguments[1]));
        for (var sequence = long.Parse(arguments[2], CultureInfo.InvariantCulture); ; sequence++)
        {
            await publisher.PublishAsync(Clients.Window(sequence), CancellationToken.None);
            await Console.Out.WriteLineAsync($"{sequence}");
        }
    }

    /// <summary>The sequence of the next window that is kept; null when the process has ended.</summary>
    public async Task<long?> NextKeptAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync().WithPatience();
        return line is null ? null : long.Parse(line, CultureInfo.InvariantCulture);
    }

    /// <summary>Kills the process (SIGKILL) and gives what it had kept and nobody had asked for yet.</summary>
    public async Task<IReadOnlyList<long>> KillAsync()
    {
        _process.Kill();
        var rest = new List<long>();
        while (await NextKeptAsync() is { } kept)
        {
            rest.Add(kept);
        }

        await _process.WaitForExitAsync().WithPatience();
        return rest;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
