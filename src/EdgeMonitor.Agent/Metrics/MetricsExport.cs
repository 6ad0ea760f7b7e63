using EdgeMonitor.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace EdgeMonitor.Agent.Metrics;

/// <summary>
/// Posts the device's metrics to a collector at every interval, and a last time at the stop (OTLP 1 over HTTP, protobuf). A
/// collector that is away costs its figures and nothing else; the health reports on the broker have them too.
/// </summary>
internal sealed class MetricsExport : IHostedService, IDisposable
{
    /// <summary>The longest that one post may take, in milliseconds.</summary>
    private const int PostPatience = 5000;

    /// <summary>The longest that a stop waits for the last post, in milliseconds.</summary>
    private const int StopPatience = 2000;

    private const int MillisecondsPerSecond = 1000;

    private readonly MetricsOptions _options;
    private readonly DeviceAddress _device;
    private readonly Func<DeviceFigures> _figures;
    private readonly TimeProvider _clock;
    private readonly ILogger<CollectorHandler> _logger;
    private DeviceMeter? _meter;
    private MeterProvider? _provider;

    /// <summary>Makes the service; nothing is posted before it starts.</summary>
    /// <param name="options">Options with an endpoint.</param>
    /// <param name="device">Whose metrics they are.</param>
    /// <param name="figures">The device's figures now.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="loggers">Makes loggers.</param>
    public MetricsExport(
        MetricsOptions options, DeviceAddress device, Func<DeviceFigures> figures, TimeProvider clock, ILoggerFactory loggers)
    {
        _options = options;
        _device = device;
        _figures = figures;
        _clock = clock;
        _logger = loggers.CreateLogger<CollectorHandler>();
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meter = new DeviceMeter(_figures);
        _provider = Sdk.CreateMeterProviderBuilder()

            // Empty: the usual one would add what OTEL_RESOURCE_ATTRIBUTES says.
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddAttributes(Describe()))
            .AddMeter(DeviceMeter.Name)
            .AddOtlpExporter(Configure)
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => _provider?.Shutdown(StopPatience), cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _provider?.Dispose();
        _meter?.Dispose();
    }

    /// <summary>What the metrics are of (OpenTelemetry's semantic conventions for services).</summary>
    private Dictionary<string, object> Describe() => new(StringComparer.Ordinal)
    {
        ["service.name"] = Topics.Root,
        ["service.version"] = ProductVersion.Text,
        ["service.instance.id"] = _device.ToString(),
        ["edgemonitor.site"] = _device.Site,
        ["edgemonitor.room"] = _device.Room,
        ["edgemonitor.device"] = _device.Device,
    };

    private void Configure(OtlpExporterOptions exporter, MetricReaderOptions reader)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri(_options.Endpoint!);
        exporter.TimeoutMilliseconds = PostPatience;

        // Never what OTEL_EXPORTER_OTLP_HEADERS says: only our configuration counts.
        exporter.Headers = null;
        exporter.HttpClientFactory = () => new HttpClient(new CollectorHandler(_options, _clock, _logger))
        {
            Timeout = TimeSpan.FromMilliseconds(PostPatience),
        };
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = _options.IntervalSeconds * MillisecondsPerSecond;
        reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = PostPatience;

        // Cumulative gauges would repeat their last value for ever: that of a room whose numbers are hidden by now among it.
        reader.TemporalityPreference = MetricReaderTemporalityPreference.LowMemory;
    }
}
