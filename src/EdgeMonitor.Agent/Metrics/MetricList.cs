using System.Text.Json;
using EdgeMonitor.Contracts;
using static EdgeMonitor.Agent.Metrics.MetricKind;

namespace EdgeMonitor.Agent.Metrics;

/// <summary>
/// Every metric. They repeat the health report's figures about the device, so that nothing is told that the broker does not hear
/// anyway; a test keeps fields about people out, and refuses a figure of the health report that is neither here nor left out with
/// a reason.
/// </summary>
internal static class MetricList
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>The metrics, in the order of the table.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } = [.. OfTheService(), .. OfTheCamera(), .. OfTheProcessor(), .. OfTheWayOut()];

    private static MetricDefinition[] OfTheService() =>
    [
        Repeat("edgemonitor.service.uptime", Gauge, "s", "uptime_seconds", "Time since the service started.", health => health.UptimeSeconds),
        Repeat("edgemonitor.service.problems", UpDownCounter, "{problem}", "problems[]", "Things that are wrong with the service; the health report has the words.", health => health.Problems?.Count ?? 0),
        Repeat("edgemonitor.memory.usage", UpDownCounter, "By", "memory_bytes", "Resident memory of the service.", health => health.MemoryBytes),
        Repeat("edgemonitor.clock.synced", Gauge, "{clock}", "clock_synced", "1 while the kernel calls the clock synchronised, 0 while not.", health => AsNumber(health.ClockSynced)),
    ];

    private static MetricDefinition[] OfTheCamera() =>
    [
        new("edgemonitor.camera.status", UpDownCounter, "{camera}", "1 for the state that the camera is in, 0 for the others.", PointsOfTheStatus)
        {
            Attribute = "edgemonitor.camera.state",
            HealthFields = ["camera.state"],
        },
        Repeat("edgemonitor.camera.frames.captured", Gauge, "{frame}/s", "camera.captured_per_second", "Frames that the camera delivered, over the last health interval.", health => health.Camera.CapturedPerSecond),
        Repeat("edgemonitor.camera.frames.processed", Gauge, "{frame}/s", "camera.processed_per_second", "Frames that were looked at, over the last health interval.", health => health.Camera.ProcessedPerSecond),
        Repeat("edgemonitor.camera.frames.target", Gauge, "{frame}/s", "camera.target_per_second", "Frames that are to be looked at; fewer than configured on a hot, throttled or late device.", health => health.Camera.TargetPerSecond),
        Repeat("edgemonitor.camera.frames.dropped", Gauge, "{frame}/s", "camera.dropped_per_second", "Frames that were passed over for a newer one, over the last health interval.", health => health.Camera.DroppedPerSecond),
        Repeat("edgemonitor.camera.frame_age", Gauge, "s", "camera.frame_age_seconds", "Age of the newest frame.", health => health.Camera.FrameAgeSeconds),
        Repeat("edgemonitor.camera.restarts", Counter, "{restart}", "camera.restarts", "Restarts of the camera's program.", health => health.Camera.Restarts),
        Repeat("edgemonitor.picture.low_light", Gauge, "1", "picture.low_light_share", "Share of the frames that were too dark.", health => health.Picture?.LowLightShare),
        Repeat("edgemonitor.picture.blurred", Gauge, "1", "picture.blurred_share", "Share of the frames that were out of focus.", health => health.Picture?.BlurredShare),
        new(
            "edgemonitor.frame.duration",
            Gauge,
            "s",
            "Mean time for a frame and its stages, rounded up to 1, 2 or 5 times a power of ten; only after a window with numbers.",
            PointsOfTheDuration)
        {
            Attribute = "edgemonitor.frame.stage",
            HealthFields = ["latency.total", "latency.detection", "latency.expression"],
        },
    ];

    private static MetricDefinition[] OfTheProcessor() =>
    [
        Repeat("edgemonitor.processor.temperature", Gauge, "Cel", "temperature_celsius", "The processor's temperature.", health => health.TemperatureCelsius),
        Repeat("edgemonitor.processor.throttled", Gauge, "{processor}", "throttled", "1 while firmware or kernel slow the processor down, 0 while not.", health => AsNumber(health.Throttled)),
    ];

    private static MetricDefinition[] OfTheWayOut() =>
    [
        Repeat("edgemonitor.outbox.messages", UpDownCounter, "{message}", "outbox_depth", "Messages that wait for the broker.", health => health.OutboxDepth),
        Repeat("edgemonitor.outbox.dropped", Counter, "{message}", "outbox_dropped", "Messages dropped because too many waited.", health => health.OutboxDropped),
        Count("edgemonitor.outbox.writes", Counter, "{write}", "Times that the outbox's file was written; none while the broker is there and answers.", figures => figures.OutboxWrites),
        Count("edgemonitor.windows.sent", Counter, "{window}", "Windows that the broker has got, whatever they say.", figures => figures.WindowsSent),
        Count("edgemonitor.mqtt.connected", UpDownCounter, "{connection}", "1 while the broker is connected, 0 while not.", figures => figures.IsConnected ? 1 : 0),
        Count("edgemonitor.mqtt.connections", Counter, "{connection}", "Times that the broker accepted a connection; more than one are reconnects.", figures => figures.Connections),
    ];

    private static MetricDefinition Repeat(
        string name, MetricKind kind, string unit, string healthField, string meaning, Func<DeviceHealth, double?> value) =>
        new(name, kind, unit, meaning, figures => figures.Health is { } health && value(health) is { } known ? [new MetricPoint(known)] : [])
        {
            HealthFields = [healthField],
        };

    private static MetricDefinition Count(string name, MetricKind kind, string unit, string meaning, Func<DeviceFigures, double> value) =>
        new(name, kind, unit, meaning, figures => [new MetricPoint(value(figures))]);

    private static double? AsNumber(bool? flag) => flag switch
    {
        true => 1,
        false => 0,
        null => null,
    };

    private static IEnumerable<MetricPoint> PointsOfTheStatus(DeviceFigures figures) => figures.Health is { } health
        ? Enum.GetValues<CameraState>().Select(state => new MetricPoint(
            state == health.Camera.State ? 1 : 0, JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString())))
        : [];

    private static IEnumerable<MetricPoint> PointsOfTheDuration(DeviceFigures figures)
    {
        if (figures.Health?.Latency is not { } latency)
        {
            yield break;
        }

        yield return new MetricPoint(latency.Total / MillisecondsPerSecond, "total");
        yield return new MetricPoint(latency.Detection / MillisecondsPerSecond, "detection");
        if (latency.Expression is { } expression)
        {
            yield return new MetricPoint(expression / MillisecondsPerSecond, "expression");
        }
    }
}
