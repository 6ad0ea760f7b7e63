using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Metrics;
using EdgeMonitor.Agent.Preview;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>Who connects to whom.</summary>
internal static class ReportedConnections
{
    private const string Sense = "edgemonitor sense";
    private const string Publish = "edgemonitor publish";
    private const int RtspPort = 554;
    private const string UnixSocket = "Unix socket of this machine";

    /// <summary>The connections that are made.</summary>
    public static IReadOnlyList<ReportedConnection> Outbound(AgentOptions options)
    {
        var protocol = options.Mqtt.Tls is { Enabled: true }
            ? $"MQTT {options.Mqtt.Protocol} over TLS {options.Mqtt.Tls.MinimumVersion} or later"
            : $"MQTT {options.Mqtt.Protocol} without encryption";
        List<ReportedConnection> all =
        [
            new(Sense, options.Link.Socket, UnixSocket, "Hands windows and health reports to edgemonitor publish; no network."),
            new(Publish, options.Mqtt.ToString(), protocol, "The broker."),
            .. options.Mqtt.Fallbacks.Select(broker => new ReportedConnection(Publish, broker, protocol, "Another broker, while that one is away.")),
        ];
        if (options.Metrics.Endpoint is { } collector)
        {
            all.Add(new ReportedConnection(
                Publish,
                MetricsOptions.WithoutQuery(collector),
                $"OTLP over HTTP{(MetricsOptions.IsEncrypted(new Uri(collector)) ? " and TLS 1.2 or later" : " without encryption")}",
                "Figures about the device as metrics: those of the health report and of this connection, none about people."));
        }

        foreach (var (_, camera) in options.Cameras)
        {
            if (camera is { Preset: CameraPreset.Rtsp, Url: { } url })
            {
                all.Add(new ReportedConnection("the camera's program, under edgemonitor run", HostOf(url), "RTSP", "The camera."));
            }
        }

        return all;
    }

    /// <summary>Where others can connect: nowhere over a network, but for the set-up page while somebody at the device shows it.</summary>
    public static IReadOnlyList<ReportedConnection> OpenPorts(AgentOptions options) =>
    [
        new(Publish, options.Link.Socket, UnixSocket, "Lets edgemonitor sense in, and no other user. No network port is open."),
        new(
            "edgemonitor preview",
            "127.0.0.1",
            "HTTP",
            "The set-up page, outlines of faces without pictures: only while somebody at the device runs it, an hour at most, and only to this device."),
        new(
            "edgemonitor preview --listen",
            $"the address that root names, port {PreviewVisit.StandardPort} unless another is chosen",
            "HTTPS",
            "The same page, to the one phone that has the code from the device's terminal; never over MQTT."),
    ];

    /// <summary>Without the user and password that an address may hold.</summary>
    private static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        ? $"{uri.Host}:{(uri.Port < 0 ? RtspPort : uri.Port)}"
        : "(as configured)";
}
