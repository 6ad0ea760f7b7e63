using System.Diagnostics;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>A broker as <c>deploy/mosquitto</c> sets it up, with certificates that its script made.</summary>
internal sealed class SchoolBroker : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly Mosquitto _broker;

    private SchoolBroker(TemporaryFolder folder, Mosquitto broker)
    {
        _folder = folder;
        _broker = broker;
    }

    public static async Task<SchoolBroker> StartAsync()
    {
        var folder = new TemporaryFolder();
        await MakeAsync("ca", folder.Path);
        await MakeAsync("broker", folder.Path, "localhost", "127.0.0.1");
        await MakeAsync("client", folder.Path, "dashboard");
        await MakeAsync("client", folder.Path, "homeassistant");
        await MakeAsync("device", folder.Path, "north", "room-12", "cam-1");
        await MakeAsync("device", folder.Path, "north", "room-12", "cam-2");
        var broker = await Mosquitto.StartAsync(new MosquittoOptions
        {
            Configure = async (port, ownFolder) => [.. (await File.ReadAllLinesAsync(Repository.Locate("deploy", "mosquitto", "mosquitto.conf")))
                .Select(line => line
                    .Replace("listener 8883", $"listener {port} 127.0.0.1", StringComparison.Ordinal)
                    .Replace("/etc/mosquitto/edgemonitor", folder.Path, StringComparison.Ordinal)
                    .Replace("/var/lib/mosquitto", ownFolder, StringComparison.Ordinal))],
        });
        return new SchoolBroker(folder, broker);
    }

    /// <summary>Options for a client that shows the certificate of <paramref name="name"/>; null shows none.</summary>
    public MqttOptions OptionsFor(string? name) => Clients.OptionsFor(_broker) with
    {
        Tls = new MqttTlsOptions
        {
            Enabled = true,
            CaFile = _folder.Locate("ca.crt"),
            CertificateFile = name is null ? null : _folder.Locate($"{name}.crt"),
            KeyFile = name is null ? null : _folder.Locate($"{name}.key"),
        },
    };

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task MakeAsync(params string[] arguments)
    {
        var script = Repository.Locate("deploy", "mosquitto", "make-certificates.sh");
        using var process = Process.Start(new ProcessStartInfo(script, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, error);
    }
}
