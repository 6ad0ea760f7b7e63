namespace EdgeMonitor.TestSupport;

/// <summary>
/// A real NATS server with its MQTT 3.1.1 listener on a free loopback port: a broker of another make than Mosquitto. What it keeps
/// for MQTT lies in a temporary folder (JetStream), also over a kill.
/// </summary>
public sealed class NatsServer : IAsyncDisposable
{
    private readonly string _folder;
    private readonly BrokerProcess _process;

    private NatsServer(string folder, int port)
    {
        _folder = folder;
        Port = port;
        _process = new BrokerProcess(
            "nats-server", ["-c", ConfigurationFile], line => line.Contains("Server is ready", StringComparison.Ordinal));
    }

    /// <summary>The host to connect to.</summary>
    public string Host { get; } = "localhost";

    /// <summary>The port of the MQTT listener; the same over restarts.</summary>
    public int Port { get; }

    private string ConfigurationFile => Path.Combine(_folder, "nats.conf");

    /// <summary>Starts a server; it listens when this completes.</summary>
    /// <param name="authorization">Who may connect, in the words of its configuration, such as <c>user: room, password: secret</c>; null for everybody.</param>
    public static async Task<NatsServer> StartAsync(string? authorization = null)
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-nats-").FullName;
        var server = new NatsServer(folder, BrokerProcess.FindFreePort());
        try
        {
            // -1: its own protocol, which MQTT needs beside, takes whatever port is free.
            await File.WriteAllTextAsync(server.ConfigurationFile, $$"""
                server_name: edgemonitor
                listen: "127.0.0.1:-1"
                jetstream { store_dir: "{{folder}}" }
                mqtt { listen: "127.0.0.1:{{server.Port}}" }
                {{(authorization is null ? "" : $"authorization {{ {authorization} }}")}}
                """);
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the stopped or killed server again, on the same port.</summary>
    public Task StartAgainAsync() => _process.StartAsync();

    /// <summary>Stops it as an administrator would (SIGTERM).</summary>
    public Task StopAsync() => _process.StopAsync();

    /// <summary>Kills it (SIGKILL), as a power cut would.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Publishes with <c>mosquitto_pub</c>, a client of another make than the one under test.</summary>
    public Task PublishAsync(string topic, string payload, bool retain = false) => BrokerProcess.RunAsync(
        "mosquitto_pub", [.. ClientArguments(), "-t", topic, "-m", payload, "-q", "1", .. retain ? ["-r"] : Array.Empty<string>()]);

    /// <summary>Watches topics with <c>mosquitto_sub</c>; the subscription stands when this completes.</summary>
    public Task<MosquittoObserver> ObserveAsync(string filter) => MosquittoObserver.StartAsync([.. ClientArguments(), "-t", filter]);

    /// <summary>Kills it, if it runs, and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string[] ClientArguments() => ["-h", Host, "-p", $"{Port}", "-V", "311"];
}
