namespace EdgeMonitor.Agent.Tests.Metrics;

/// <summary>A metric as it came.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Description">What it says.</param>
/// <param name="Kind"><c>gauge</c>, <c>counter</c> (a cumulative, monotonic sum) or <c>sum</c> (a cumulative one that also falls).</param>
/// <param name="Points">Its values; the key is <c>attribute=value</c>, empty without an attribute.</param>
internal sealed record CollectedMetric(string Name, string Unit, string Description, string Kind, IReadOnlyDictionary<string, double> Points);

/// <summary>One post, read by the field numbers of <c>opentelemetry/proto/collector/metrics/v1/metrics_service.proto</c> (version 1).</summary>
/// <param name="Resource">Whose metrics they are.</param>
/// <param name="Metrics">The metrics, by name.</param>
internal sealed record CollectedMetrics(
    IReadOnlyDictionary<string, string> Resource, IReadOnlyDictionary<string, CollectedMetric> Metrics)
{
    private const int Cumulative = 2;

    public static CollectedMetrics Read(byte[] request)
    {
        var resourceMetrics = ProtobufFields.Read(request).Message(1);
        var resource = resourceMetrics.Message(1).Messages(1).Select(AttributeOf).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var metrics = resourceMetrics.Messages(2).SelectMany(scope => scope.Messages(2)).Select(MetricOf);
        return new CollectedMetrics(resource, metrics.ToDictionary(metric => metric.Name, StringComparer.Ordinal));
    }

    private static CollectedMetric MetricOf(ProtobufFields metric)
    {
        const int Gauge = 5;
        const int Sum = 7;
        var (kind, data) = metric.Has(Gauge) ? ("gauge", metric.Message(Gauge)) : (KindOf(metric.Message(Sum)), metric.Message(Sum));
        var points = data.Messages(1).ToDictionary(
            point => string.Join(',', point.Messages(7).Select(AttributeOf).Select(pair => $"{pair.Key}={pair.Value}")),
            ValueOf,
            StringComparer.Ordinal);
        return new CollectedMetric(metric.Text(1), metric.Text(3), metric.Text(2), kind, points);
    }

    private static string KindOf(ProtobufFields sum)
    {
        Assert.Equal((ulong)Cumulative, sum.Number(2));
        return sum.Number(3) == 1 ? "counter" : "sum";
    }

    private static double ValueOf(ProtobufFields point) => point.Has(4) ? point.Double(4) : (long)point.Number(6);

    private static KeyValuePair<string, string> AttributeOf(ProtobufFields attribute) => new(attribute.Text(1), attribute.Message(2).Text(1));
}
