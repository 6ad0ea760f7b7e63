using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>Understands messages of devices, strictly by the contract.</summary>
public sealed class MessageReader
{
    /// <summary>The largest payload that is read, in bytes; real ones stay far below.</summary>
    public const int MaximumPayload = 64 * 1024;

    private readonly TimeProvider _time;

    /// <summary>Makes a reader.</summary>
    public MessageReader(TimeProvider time) => _time = time;

    /// <summary>What a message says, or what is wrong with it; neither where it only deletes a retained message.</summary>
    public (DeviceReport? Report, Problem? Problem) Read(MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!Topics.TryParse(message.Topic, out var address, out var level))
        {
            return Refuse(Refusal.ForeignTopic, "no topic of the form edgemonitor/<site>/<room>/<device>/<kind>");
        }

        if (message.Payload.Length > MaximumPayload)
        {
            return Refuse(Refusal.TooLarge, $"{message.Payload.Length} bytes, at most {MaximumPayload} are read");
        }

        return message.Payload.IsEmpty ? (null, null) : level switch
        {
            Topics.AttentionLevel => ReadJson(message, MessageJson.Default.RoomAggregate, window =>
                WindowRules.FindProblem(window, _time.GetUtcNow()) is { } problem
                    ? (null, problem)
                    : (new WindowReport(address, Earlier(window.WindowEnd, _time.GetUtcNow()), window), null)),
            Topics.LessonLevel => ReadJson(message, MessageJson.Default.LessonRelease, release =>
                LessonRules.FindProblem(release, _time.GetUtcNow()) is { } problem
                    ? (null, problem)
                    : (new ReleaseReport(address, Earlier(release.LessonEnd, _time.GetUtcNow()), release), null)),
            Topics.HealthLevel => ReadJson(message, MessageJson.Default.DeviceHealth, health =>
                FindProblem(health) is { } problem
                    ? (null, problem)
                    : (new HealthReport(address, Heard(message, health.Time), health), null)),
            Topics.PrivacyReportLevel => ReadJson(message, MessageJson.Default.PrivacyReport, report =>
                report.Schema != PrivacyReport.CurrentSchema
                    ? Refuse(Refusal.UnknownSchema, $"schema is {report.Schema}, this dashboard knows {PrivacyReport.CurrentSchema}")
                    : (new CollectionReport(address, report), null)),
            Topics.AvailabilityLevel => ReadAvailability(message, address),
            _ => Refuse(Refusal.ForeignTopic, "the topic's last level is not one that this dashboard reads"),
        };
    }

    private static (DeviceReport? Report, Problem? Problem) Refuse(Refusal kind, string detail) => (null, new Problem(kind, detail));

    private static (DeviceReport? Report, Problem? Problem) ReadJson<T>(
        MqttMessage message, JsonTypeInfo<T> type, Func<T, (DeviceReport? Report, Problem? Problem)> check)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Payload.Span, type) is { } value
                ? check(value)
                : Refuse(Refusal.Malformed, "the payload is null");
        }
        catch (JsonException exception)
        {
            return Refuse(Refusal.Malformed, exception.Message);
        }
    }

    private static Problem? FindProblem(DeviceHealth health) =>
        health.Schema != DeviceHealth.CurrentSchema
            ? new(Refusal.UnknownSchema, $"schema is {health.Schema}, this dashboard knows {DeviceHealth.CurrentSchema}")
        : !Enum.IsDefined(health.Camera.State) ? new(Refusal.Malformed, "camera.state is no known word")
        : null;

    private (DeviceReport? Report, Problem? Problem) ReadAvailability(MqttMessage message, DeviceAddress address) =>
        Encoding.UTF8.GetString(message.Payload.Span) switch
        {
            Topics.Online => (
                new AvailabilityReport(address, message.Retain ? null : _time.GetUtcNow(), Availability.Online), null),

            // The broker says this, by the device's will: no sign of life.
            Topics.Offline => (new AvailabilityReport(address, Heard: null, Availability.Offline), null),
            _ => Refuse(Refusal.Malformed, $"availability is neither '{Topics.Online}' nor '{Topics.Offline}'"),
        };

    // A window may have waited at the device or at the broker: it proves that the device lived when it ended.
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // A retained message may be old: it proves that the device lived at its own time, not that it lives now.
    private DateTimeOffset Heard(MqttMessage message, DateTimeOffset ownTime)
    {
        var now = _time.GetUtcNow();
        return message.Retain && ownTime < now ? ownTime : now;
    }
}
