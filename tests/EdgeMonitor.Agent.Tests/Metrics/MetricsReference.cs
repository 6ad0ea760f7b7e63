using System.Text;
using EdgeMonitor.Agent.Metrics;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>Writes <c>deploy/METRICS.md</c> from the metrics themselves.</summary>
internal static class MetricsReference
{
    /// <summary>Fields of the health report that are no metric, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["schema"] = "says nothing about the device",
        ["time"] = "every value has its own time",
        ["version"] = "the resource's `service.version`",
        ["camera.reason"] = "text; the health report and the log have it",
        ["camera.closed_by[]"] = "a list of words; `privacy/state` has it",
        ["camera.reduced_because"] = "a word; the temperature and `throttled` are metrics",
        ["picture.small_faces_share"] = "about people",
        ["models.detector"] = "text",
        ["models.expression"] = "text",
    };

    /// <summary>The whole text.</summary>
    public static string Write()
    {
        var text = new StringBuilder("""
            # Metrics

            Written from the code by the tests (`UPDATE_GOLDEN=1`). A device posts its metrics to an OpenTelemetry collector, a Prometheus or
            anything else that takes OTLP over HTTP (protobuf), once `metrics.endpoint` in `edgemonitor.json` says where; without it, nothing is
            posted and no connection is made. Settings: section `metrics` of [CONFIGURATION.md](CONFIGURATION.md). A dashboard and how to set
            Prometheus up: [grafana/](grafana/README.md).

            The metrics repeat what the health report says about the device (`edgemonitor/<site>/<room>/<device>/health`), and count what the
            publisher does. None is about people: no attention, no number of people, nothing per window, and no processor time, which would follow
            the number of faces. What the health report leaves out in a small group, such as how long a frame took, is no metric then either. Only
            the process with the network posts them; `edgemonitor privacy-report` lists the connection.

            Resource: `service.name` (`edgemonitor`), `service.version`, `service.instance.id` (`<site>/<room>/<device>`; Prometheus' label
            `instance`), `edgemonitor.site`, `edgemonitor.room`, `edgemonitor.device`. Sums are cumulative. A gauge without a value is left out.

            | name | kind | unit | in Prometheus | in the health report | |
            |---|---|---|---|---|---|

            """);
        foreach (var metric in MetricList.All)
        {
            text.Append($"| `{metric.Name}` | {NameOf(metric.Kind)} | `{metric.Unit}` | `{InPrometheus(metric)}` | {Fields(metric)} | {metric.Meaning} |\n");
        }

        text.Append("\nOf the health report no metrics are:\n\n");
        text.AppendJoin("", LeftOut.Select(field => $"- `{field.Key}`: {field.Value}\n"));
        return text.ToString();
    }

    private static string NameOf(MetricKind kind) => kind switch
    {
        MetricKind.UpDownCounter => "up-down counter",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string InPrometheus(MetricDefinition metric) =>
        metric.Attribute is { } attribute ? $"{PrometheusName.Of(metric)}{{{PrometheusName.OfLabel(attribute)}}}" : PrometheusName.Of(metric);

    private static string Fields(MetricDefinition metric) => string.Join(", ", metric.HealthFields.Select(field => $"`{field}`"));
}
