namespace EdgeMonitor.TestSupport;

/// <summary>
/// A real Mosquitto on a free loopback port, with its configuration in a temporary folder. It can be stopped, killed,
/// frozen and started again on the same port, and does not outlive the test process, however that ends.
/// </summary>
public sealed class Mosquitto : IAsyncDisposable
{
    /// <summary>The longest that any step here waits; generous, since build machines are busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MosquittoOptions _options;
    private readonly string _folder;
    private readonly BrokerProcess _process;

    private Mosquitto(MosquittoOptions options, string folder, int port)
    {
        _options = options;
        _folder = folder;
        Port = port;
        PasswordFile = Path.Combine(folder, "password.txt");
        _process = new BrokerProcess("mosquitto", ["-c", ConfigurationFile], line => line.EndsWith(" running", StringComparison.Ordinal));
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
    public IReadOnlyList<string> Log => _process.Log;

    /// <summary>Starts a broker that lets everybody in.</summary>
    public static Task<Mosquitto> StartAsync() => StartAsync(new MosquittoOptions());

    /// <summary>Starts a broker; it listens when this completes.</summary>
    public static async Task<Mosquitto> StartAsync(MosquittoOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        const int Attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            var broker = new Mosquitto(options, Directory.CreateTempSubdirectory("edgemonitor-mosquitto-").FullName, BrokerProcess.FindFreePort());
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
    public Task StartAgainAsync() => _process.StartAsync();

    /// <summary>Stops the broker as an administrator would (SIGTERM): it takes leave of its clients.</summary>
    public Task StopAsync() => _process.StopAsync();

    /// <summary>Kills the broker (SIGKILL), as a power cut would.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Stops the broker if it runs and starts it again on the same port.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Freezes the broker (SIGSTOP): connections stay open and nobody answers.</summary>
    public Task FreezeAsync() => _process.FreezeAsync();

    /// <summary>Lets the frozen broker go on.</summary>
    public Task ThawAsync() => _process.ThawAsync();

    /// <summary>Completes when a line of the log satisfies <paramref name="condition"/>, also one that was there before.</summary>
    public Task WaitForLogAsync(Predicate<string> condition) => _process.WaitForLogAsync(condition);

    /// <summary>Publishes with <c>mosquitto_pub</c>, a client of another make than the one under test.</summary>
    public async Task PublishAsync(string topic, string payload, int qos = 1, bool retain = false)
    {
        List<string> arguments = [.. ClientArguments(), "-t", topic, "-m", payload, "-q", $"{qos}"];
        if (retain)
        {
            arguments.Add("-r");
        }

        await BrokerProcess.RunAsync("mosquitto_pub", arguments);
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

    private static bool IsPortTaken(string line) => line.Contains("Address already in use", StringComparison.Ordinal);

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
            await BrokerProcess.RunAsync("mosquitto_passwd", ["-c", "-b", users, username, password]);
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
}
