using EdgeMonitor.Agent.Metrics;

namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>
/// What Prometheus calls a metric that it receives over OTLP (its default translation, <c>UnderscoreEscapingWithSuffixes</c>): words
/// joined by underscores, then the unit in words, then <c>ratio</c> or <c>total</c>. Only the units that are used here are known.
/// </summary>
internal static class PrometheusName
{
    public static string Of(MetricDefinition metric) => string.Join('_', [OfLabel(metric.Name), .. UnitOf(metric.Unit), .. SuffixOf(metric)]);

    /// <summary>The label that an attribute becomes.</summary>
    public static string OfLabel(string attribute) => attribute.Replace('.', '_');

    private static string[] UnitOf(string unit) => unit switch
    {
        "s" => ["seconds"],
        "By" => ["bytes"],
        "Cel" => ["celsius"],
        "1" => [],
        ['{', .., '}'] => [],
        ['{', .., '}', '/', 's'] => ["per", "second"],
        _ => throw new NotSupportedException($"Say what Prometheus makes of the unit {unit}."),
    };

    private static string[] SuffixOf(MetricDefinition metric) => metric switch
    {
        { Kind: MetricKind.Counter } => ["total"],
        { Kind: MetricKind.Gauge, Unit: "1" } => ["ratio"],
        _ => [],
    };
}
