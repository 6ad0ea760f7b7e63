using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace EdgeMonitor.TestSupport;

/// <summary>
/// A real Mosquitto on a free loopback port, with its configuration in a temporary folder. It can be stopped, killed,
/// frozen and started again on the same port, and does not outlive the test process, however that ends.
/// </summary>
public sealed class Mosquitto : IAsyncDisposable
{
    /// <summary>The longest that any step here waits; generous, since build machines are busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Below the ports that Linux gives to outgoing connections, so that nobody takes the port while the broker is stopped.
    private const int FirstPort = 12000;
    private const int LastPort = 32000;

    // The watcher kills the broker when its standard input ends without a line, which is how the death of the test
    // process looks. `exec` keeps the process id, so that signals reach Mosquitto itself.
    private const string Supervision =
        "exec 3<&0; (read -r line <&3 || kill -KILL $$) >/dev/null 2>&1 & exec 3<&-; exec mosquitto -c \"$1\" </dev/null";

    private readonly MosquittoOptions _options;
    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly List<string> _log = [];
    private Process? _process;

    private Mosquitto(MosquittoOptions options, string folder, int port)
    {
        _options = options;
        _folder = folder;
        Port = port;
        PasswordFile = Path.Combine(folder, "password.txt");
    }

    /// <summary>The host to connect to.</summary>
    public string Host { get; } = "localhost";

    /// <summary>The port to connect to; the same over restarts.</summary>
    public int Port { get; }

    /// <summary>A file with <see cref="MosquittoOptions.Password"/> in its first line; there when a user was asked for.</summary>
    public string PasswordFile { get; }

    /// <summary>The certificates; null without TLS.</summary>
    public TestCertificates? Certificates { get; private set; }

    /// <summary>The authority of the server's certificate; null without TLS.</summary>
    public string? CaFile => Certificates?.CaFile;

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

    /// <summary>Starts a broker that lets everybody in.</summary>
    public static Task<Mosquitto> StartAsync() => StartAsync(new MosquittoOptions());

    /// <summary>Starts a broker; it listens when this completes.</summary>
    public static async Task<Mosquitto> StartAsync(MosquittoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var broker = new Mosquitto(options, Directory.CreateTempSubdirectory("edgemonitor-mosquitto-").FullName, FindFreePort());
            try
            {
                await broker.ConfigureAsync();
                await broker.StartAgainAsync();
                return broker;
            }
            catch (InvalidOperationException) when (attempt < Attempts && broker.Log.Any(IsPortTaken))
            {
                await broker.DisposeAsync();
            }
            catch
            {
                await broker.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts the stopped or killed broker again, on the same port.</summary>
    public async Task StartAgainAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The broker is running.");
        }

        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Supervision, "sh", ConfigurationFile])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) => Append(line.Data, listening);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("Mosquitto did not start."));
        _process.Start();
        _process.BeginErrorReadLine();
        try
        {
            await listening.Task.WaitAsync(Patience);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            await KillAsync();
            throw new InvalidOperationException($"Mosquitto did not start: {string.Join(Environment.NewLine, Log)}", exception);
        }
    }

    /// <summary>Stops the broker as an administrator would (SIGTERM): it takes leave of its clients.</summary>
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

    /// <summary>Kills the broker (SIGKILL), as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await EndAsync(process);
        }
    }

    /// <summary>Stops the broker if it runs and starts it again on the same port.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Freezes the broker (SIGSTOP): connections stay open and nobody answers.</summary>
    public Task FreezeAsync() => SignalAsync(_process ?? throw new InvalidOperationException("The broker is not running."), "STOP");

    /// <summary>Lets the frozen broker go on.</summary>
    public Task ThawAsync() => SignalAsync(_process ?? throw new InvalidOperationException("The broker is not running."), "CONT");

    /// <summary>Completes when a line of the log satisfies <paramref name="condition"/>, also one that was there before.</summary>
    public async Task WaitForLogAsync(Predicate<string> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var patience = new CancellationTokenSource(Patience);
        while (!Log.Any(line => condition(line)))
        {
            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"The broker never logged it. It logged: {string.Join(Environment.NewLine, Log)}");
            }

            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>Publishes with <c>mosquitto_pub</c>, a client of another make than the one under test.</summary>
    public async Task PublishAsync(string topic, string payload, int qos = 1, bool retain = false)
    {
        List<string> arguments = [.. ClientArguments(), "-t", topic, "-m", payload, "-q", $"{qos}"];
        if (retain)
        {
            arguments.Add("-r");
        }

        await RunAsync("mosquitto_pub", arguments);
    }

    /// <summary>Watches topics with <c>mosquitto_sub</c>; the subscription stands when this completes.</summary>
    public Task<MosquittoObserver> ObserveAsync(string filter) => MosquittoObserver.StartAsync([.. ClientArguments(), "-t", filter]);

    /// <summary>Kills the broker, if it runs, and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

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
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}{await output}");
        }
    }

    private static bool IsPortTaken(string line) => line.Contains("Address already in use", StringComparison.Ordinal);

    private static int FindFreePort()
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

    private static async Task EndAsync(Process process)
    {
        await process.WaitForExitAsync().WaitAsync(Patience);

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

    private string ConfigurationFile => Path.Combine(_folder, "mosquitto.conf");

    private async Task ConfigureAsync()
    {
        List<string> lines =
        [
            // Started by root, Mosquitto would become a user who may not read this folder; otherwise the line means nothing.
            $"user {Environment.UserName}",
            "log_dest stderr",
            "log_type all",
        ];
        lines.AddRange(_options.Configure is { } configure ? await configure(Port, _folder) : await FromOptionsAsync());
        await File.WriteAllLinesAsync(ConfigurationFile, lines);
    }

    private async Task<IReadOnlyList<string>> FromOptionsAsync()
    {
        List<string> lines =
        [
            "persistence true",
            $"persistence_location {_folder}/",
            $"listener {Port} 127.0.0.1",
            $"allow_anonymous {(_options.Username is null ? "true" : "false")}",
        ];
        if (_options.Username is { } username)
        {
            var password = _options.Password ?? throw new InvalidOperationException("A user needs a password.");
            await File.WriteAllTextAsync(PasswordFile, password + "\n");
            var users = Path.Combine(_folder, "users");
            lines.Add($"password_file {users}");
            await RunAsync("mosquitto_passwd", ["-c", "-b", users, username, password]);
        }

        if (_options.Tls)
        {
            var now = TimeProvider.System.GetUtcNow();
            Certificates = TestCertificates.Create(
                _folder,
                _options.CertificateName,
                now + _options.CertificateValidFrom,
                now + _options.CertificateValidUntil);
            lines.Add($"cafile {Certificates.CaFile}");
            lines.Add($"certfile {Certificates.ServerCertificateFile}");
            lines.Add($"keyfile {Certificates.ServerKeyFile}");
            lines.Add($"require_certificate {(_options.RequireClientCertificate ? "true" : "false")}");
        }

        if (_options.AccessControl.Count > 0)
        {
            var accessControl = Path.Combine(_folder, "acl");
            await File.WriteAllLinesAsync(accessControl, _options.AccessControl);
            lines.Add($"acl_file {accessControl}");
        }

        lines.AddRange(_options.ExtraConfiguration);
        return lines;
    }

    private List<string> ClientArguments()
    {
        List<string> arguments = ["-h", Host, "-p", $"{Port}", "-V", "5"];
        if (_options.Username is { } username)
        {
            arguments.AddRange(["-u", username, "-P", _options.Password!]);
        }

        if (Certificates is not null)
        {
            // The observer is a witness, not the client under test: it accepts any name in the certificate.
            arguments.AddRange(["--cafile", Certificates.CaFile, "--insecure"]);
            arguments.AddRange(["--cert", Certificates.ClientCertificateFile, "--key", Certificates.ClientKeyFile]);
        }

        return arguments;
    }

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

        if (line.EndsWith(" running", StringComparison.Ordinal))
        {
            listening.TrySetResult();
        }
    }
}
