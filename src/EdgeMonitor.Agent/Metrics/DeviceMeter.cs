using System.Diagnostics.Metrics;

namespace EdgeMonitor.Agent.Metrics;

/// <summary>The instruments of <see cref="MetricList"/>: looked at when somebody collects, and at no other time.</summary>
internal sealed class DeviceMeter : IDisposable
{
    /// <summary>The meter's name: what a collector sees as the instrumentation scope.</summary>
    public const string Name = "EdgeMonitor.Device";

    private readonly Meter _meter = new(Name, ProductVersion.Text);

    /// <summary>Makes the instruments.</summary>
    /// <param name="figures">The device's figures now.</param>
    public DeviceMeter(Func<DeviceFigures> figures)
    {
        foreach (var metric in MetricList.All)
        {
            IEnumerable<Measurement<double>> Observe() => metric.Read(figures()).Select(point => Measure(point, metric.Attribute));
            _ = metric.Kind switch
            {
                MetricKind.Counter => _meter.CreateObservableCounter(metric.Name, Observe, metric.Unit, metric.Meaning),
                MetricKind.UpDownCounter => _meter.CreateObservableUpDownCounter(metric.Name, Observe, metric.Unit, metric.Meaning),
                _ => (Instrument)_meter.CreateObservableGauge(metric.Name, Observe, metric.Unit, metric.Meaning),
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static Measurement<double> Measure(MetricPoint point, string? attribute) => attribute is null
        ? new Measurement<double>(point.Value)
        : new Measurement<double>(point.Value, new KeyValuePair<string, object?>(attribute, point.Label));
}
