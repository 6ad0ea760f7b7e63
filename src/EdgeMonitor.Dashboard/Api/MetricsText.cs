using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.Ingest;

namespace EdgeMonitor.Dashboard.Api;

/// <summary>Metrics in Prometheus' text format, version 0.0.4. Devices and messages only: never a figure about people.</summary>
internal sealed class MetricsText
{
    /// <summary>The format's content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    private MetricsText()
    {
    }

    /// <summary>Writes everything.</summary>
    public static string Write(
        BrokerLink broker, IReadOnlyList<(DeviceState State, long Version)> devices, IntakeCounts counts, long windows)
    {
        var text = new MetricsText();
        text.Head("edgemonitor_broker_up", "gauge", "Whether messages arrive from the broker.");
        text.Value("edgemonitor_broker_up", string.Empty, broker.IsListening ? 1 : 0);
        text.Head("edgemonitor_messages_total", "counter", "Messages since the start, by what became of them.");
        text.Value("edgemonitor_messages_total", "outcome=\"accepted\"", counts.Accepted);
        text.Value("edgemonitor_messages_total", "outcome=\"duplicate\"", counts.Duplicates);
        text.Value("edgemonitor_messages_total", "outcome=\"overflow\"", broker.Overflow);
        foreach (var (refusal, count) in counts.Refused.OrderBy(one => one.Key))
        {
            text.Value("edgemonitor_messages_total", $"outcome=\"refused\",reason=\"{NameOf(refusal)}\"", count);
        }

        text.Head("edgemonitor_windows", "gauge", "Windows in the database.");
        text.Value("edgemonitor_windows", string.Empty, windows);
        text.Devices(devices);
        return text._text.ToString();
    }

    private static string NameOf(Refusal refusal) => JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.ToString());

    private void Devices(IReadOnlyList<(DeviceState State, long Version)> devices)
    {
        Each("edgemonitor_device_alerts", "Alerts of a device.", devices, device => device.Alerts.Count);
        Each("edgemonitor_device_last_seen_timestamp_seconds", "When a device was last known to be alive.", devices, device =>
            device.Device.LastSeen?.ToUnixTimeSeconds());
        Each("edgemonitor_device_temperature_celsius", "A device's temperature.", devices, device =>
            device.Device.Health?.TemperatureCelsius);
        Each("edgemonitor_device_outbox_messages", "Messages that wait in a device.", devices, device =>
            device.Device.Health?.OutboxDepth);
        Each("edgemonitor_device_frame_age_seconds", "Age of a device's newest frame.", devices, device =>
            device.Device.Health?.Camera.FrameAgeSeconds);
        Head("edgemonitor_device_alert", "gauge", "Whether a device has an alert of a kind.");
        foreach (var (device, _) in devices)
        {
            foreach (var alert in device.Alerts)
            {
                Value("edgemonitor_device_alert", $"{Labels(device)},alert=\"{alert.ToString().ToLowerInvariant()}\"", 1);
            }
        }
    }

    private void Each(
        string name, string help, IReadOnlyList<(DeviceState State, long Version)> devices, Func<DeviceState, double?> value)
    {
        Head(name, "gauge", help);
        foreach (var (device, _) in devices)
        {
            if (value(device) is { } known)
            {
                Value(name, Labels(device), known);
            }
        }
    }

    // Ids are letters, digits and hyphens: nothing to escape.
    private static string Labels(DeviceState device) =>
        $"site=\"{device.Address.Site}\",room=\"{device.Address.Room}\",device=\"{device.Address.Device}\"";

    private void Head(string name, string type, string help) =>
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");

    private void Value(string name, string labels, double value) => _text.Append(
        CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : string.Empty)} {value}\n");
}
