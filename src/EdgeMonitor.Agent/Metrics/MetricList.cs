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
        Repeat(
            "edgemonitor.service.uptime", Gauge, "s", "uptime_seconds", health => health.UptimeSeconds,
            "Time since the service started."),
        Repeat(
            "edgemonitor.service.problems", UpDownCounter, "{problem}", "problems[]", health => health.Problems?.Count ?? 0,
            "Things that are wrong with the service; the health report has the words."),
        Repeat(
            "edgemonitor.memory.usage", UpDownCounter, "By", "memory_bytes", health => health.MemoryBytes,
            "Resident memory of the service."),
        Repeat(
            "edgemonitor.clock.synced", Gauge, "{clock}", "clock_synced", health => AsNumber(health.ClockSynced),
            "1 while the kernel calls the clock synchronised, 0 while not."),
    ];

    private static MetricDefinition[] OfTheCamera() =>
    [
        new("edgemonitor.camera.status", UpDownCounter, "{camera}", "1 for the state that the camera is in, 0 for the others.", PointsOfTheStatus)
        {
            Attribute = "edgemonitor.camera.state",
            HealthFields = ["camera.state"],
        },
        Repeat(
            "edgemonitor.camera.frames.captured", Gauge, "{frame}/s", "camera.captured_per_second", health => health.Camera.CapturedPerSecond,
            "Frames that the camera delivered, over the last health interval."),
        Repeat(
            "edgemonitor.camera.frames.processed", Gauge, "{frame}/s", "camera.processed_per_second", health => health.Camera.ProcessedPerSecond,
            "Frames that were looked at, over the last health interval."),
        Repeat(
            "edgemonitor.camera.frames.target", Gauge, "{frame}/s", "camera.target_per_second", health => health.Camera.TargetPerSecond,
            "Frames that are to be looked at; fewer than configured on a hot, throttled or late device."),
        Repeat(
            "edgemonitor.camera.frames.dropped", Gauge, "{frame}/s", "camera.dropped_per_second", health => health.Camera.DroppedPerSecond,
            "Frames that were passed over for a newer one, over the last health interval."),
        Repeat(
            "edgemonitor.camera.frame_age", Gauge, "s", "camera.frame_age_seconds", health => health.Camera.FrameAgeSeconds,
            "Age of the newest frame."),
        Repeat(
            "edgemonitor.camera.restarts", Counter, "{restart}", "camera.restarts", health => health.Camera.Restarts,
            "Restarts of the camera's program."),
        Repeat(
            "edgemonitor.picture.low_light", Gauge, "1", "picture.low_light_share", health => health.Picture?.LowLightShare,
            "Share of the frames that were too dark."),
        Repeat(
            "edgemonitor.picture.blurred", Gauge, "1", "picture.blurred_share", health => health.Picture?.BlurredShare,
            "Share of the frames that were out of focus."),
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
        Repeat(
            "edgemonitor.processor.temperature", Gauge, "Cel", "temperature_celsius", health => health.TemperatureCelsius,
            "The processor's temperature."),
        Repeat(
            "edgemonitor.processor.throttled", Gauge, "{processor}", "throttled", health => AsNumber(health.Throttled),
            "1 while firmware or kernel slow the processor down, 0 while not."),
    ];

    private static MetricDefinition[] OfTheWayOut() =>
    [
        Repeat(
            "edgemonitor.outbox.messages", UpDownCounter, "{message}", "outbox_depth", health => health.OutboxDepth,
            "Messages that wait for the broker."),
        Repeat(
            "edgemonitor.outbox.dropped", Counter, "{message}", "outbox_dropped", health => health.OutboxDropped,
            "Messages dropped because too many waited."),
        Count(
            "edgemonitor.outbox.writes", Counter, "{write}", figures => figures.OutboxWrites,
            "Times that the outbox's file was written; none while the broker is there and answers."),
        Count(
            "edgemonitor.windows.sent", Counter, "{window}", figures => figures.WindowsSent,
            "Windows that the broker has got, whatever they say."),
        Count(
            "edgemonitor.mqtt.connected", UpDownCounter, "{connection}", figures => figures.IsConnected ? 1 : 0,
            "1 while the broker is connected, 0 while not."),
        Count(
            "edgemonitor.mqtt.connections", Counter, "{connection}", figures => figures.Connections,
            "Times that the broker accepted a connection; more than one are reconnects."),
    ];

    private static MetricDefinition Repeat(
        string name, MetricKind kind, string unit, string healthField, Func<DeviceHealth, double?> value, string meaning) =>
        new(name, kind, unit, meaning, figures => figures.Health is { } health && value(health) is { } known ? [new MetricPoint(known)] : [])
        {
            HealthFields = [healthField],
        };

    private static MetricDefinition Count(string name, MetricKind kind, string unit, Func<DeviceFigures, double> value, string meaning) =>
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
