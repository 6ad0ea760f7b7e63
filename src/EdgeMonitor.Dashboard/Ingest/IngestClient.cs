using System.Security.Cryptography;
using System.Text;
using EdgeMonitor.Dashboard.Hosting;
using EdgeMonitor.Dashboard.Storage;
using EdgeMonitor.Messaging;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>Makes the dashboard's client of the broker, which keeps windows for it while it does not run.</summary>
internal static class IngestClient
{
    private const int DigestBytes = 4;

    /// <summary>Makes the client of the options.</summary>
    public static MqttClient Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<MqttOptions>>().Value;
        var ingest = services.GetRequiredService<IOptions<IngestOptions>>().Value;

        // A broker goes on dealing windows of a shared subscription to an instance that has gone, and the others would miss them.
        var keepsSession = ingest.ShareName is null && ingest.SessionHours > 0;
        return new MqttClient(
            keepsSession ? options with { ClientId = options.ClientId ?? NameOf(services) } : options,
            will: null,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<MqttClient>>())
        {
            SessionExpiry = keepsSession ? TimeSpan.FromHours(ingest.SessionHours) : TimeSpan.Zero,
        };
    }

    // The same after every restart, and another for another dashboard on this machine.
    private static string NameOf(IServiceProvider services)
    {
        var place = services.GetRequiredService<Database>().Place;
        var urls = services.GetRequiredService<IConfiguration>()[DashboardConfiguration.UrlsKey];
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{place}\n{urls}"));
        return $"edgemonitor-dashboard-{Environment.MachineName}-{Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes))}";
    }
}
