using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace EdgeMonitor.TestSupport;

/// <summary>
/// A broker as a child process that logs to standard error. It can be stopped, killed, frozen and started again, and does not
/// outlive the test process, however that ends.
/// </summary>
public sealed class BrokerProcess : IAsyncDisposable
{
    // Below the ports that Linux gives to outgoing connections, so that nobody takes the port while the broker is stopped.
    private const int FirstPort = 12000;
    private const int LastPort = 32000;

    // The watcher kills the broker when its standard input ends without a line, which is how the death of the test
    // process looks. `exec` keeps the process id, so that signals reach the broker itself.
    private const string Supervision =
        "exec 3<&0; (read -r line <&3 || kill -KILL $$) >/dev/null 2>&1 & exec 3<&-; exec \"$@\" </dev/null";

    private readonly string _program;
    private readonly IReadOnlyList<string> _arguments;
    private readonly Predicate<string> _listens;
    private readonly Lock _lock = new();
    private readonly List<string> _log = [];
    private Process? _process;

    /// <summary>Makes a broker that does not run yet.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="listens">Whether a line of its log says that it takes connections.</param>
    public BrokerProcess(string program, IReadOnlyList<string> arguments, Predicate<string> listens)
    {
        _program = program;
        _arguments = arguments;
        _listens = listens;
    }

    /// <summary>What the broker has logged so far, over all of its starts.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock)
            {
                return [.. _log];
            }
        }
    }

    /// <summary>A free port of this machine.</summary>
    public static int FindFreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(FirstPort, LastPort);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }

    /// <summary>Starts it, also again; it listens when this completes.</summary>
    public async Task StartAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The broker is running.");
        }

        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Supervision, "sh", _program, .. _arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) => Append(line.Data, listening);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"{_program} did not start."));
        _process.Start();
        _process.BeginErrorReadLine();
        try
        {
            await listening.Task.WaitAsync(Mosquitto.Patience);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            await KillAsync();
            throw new InvalidOperationException($"{_program} did not start: {string.Join(Environment.NewLine, Log)}", exception);
        }
    }

    /// <summary>Stops it as an administrator would (SIGTERM).</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            _process = null;

            // Mosquitto forgets a signal that comes between its saying that it runs and the start of its loop.
            while (!process.HasExited)
            {
                await SignalAsync(process, "TERM");
                await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(1)).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            await EndAsync(process);
        }
    }

    /// <summary>Kills it (SIGKILL), as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await EndAsync(process);
        }
    }

    /// <summary>Freezes it (SIGSTOP): connections stay open and nobody answers.</summary>
    public Task FreezeAsync() => SignalAsync(_process ?? throw new InvalidOperationException("The broker is not running."), "STOP");

    /// <summary>Lets the frozen broker go on.</summary>
    public Task ThawAsync() => SignalAsync(_process ?? throw new InvalidOperationException("The broker is not running."), "CONT");

    /// <summary>Completes when a line of the log satisfies <paramref name="condition"/>, also one that was there before.</summary>
    public async Task WaitForLogAsync(Predicate<string> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        while (!Log.Any(line => condition(line)))
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"The broker never logged it. It logged: {string.Join(Environment.NewLine, Log)}");
            }

            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>Kills it, if it runs.</summary>
    public async ValueTask DisposeAsync() => await KillAsync();

    internal static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}{await output}");
        }
    }

    private static async Task EndAsync(Process process)
    {
        await process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);

        // The line sends the watcher home; without it, it would kill whoever has the process id by then.
        try
        {
            await process.StandardInput.WriteLineAsync();
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The watcher never came to life.
        }

        process.Dispose();
    }

    private static Task SignalAsync(Process process, string signal) => RunAsync("kill", [$"-{signal}", $"{process.Id}"]);

    private void Append(string? line, TaskCompletionSource listening)
    {
        if (line is null)
        {
            return;
        }

        lock (_lock)
        {
            _log.Add(line);
        }

        if (_listens(line))
        {
            listening.TrySetResult();
        }
    }
}
