using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>
/// Takes messages of devices into the history. What does not follow the contract is counted, and the first of each kind is
/// logged; no message does any harm.
/// </summary>
public sealed partial class MessageIntake
{
    /// <summary>The largest payload that is read, in bytes; real ones stay far below.</summary>
    public const int MaximumPayload = 64 * 1024;

    private readonly RoomHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger<MessageIntake> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<Refusal, long> _refused = [];
    private long _accepted;
    private long _duplicates;

    /// <summary>Makes an intake into <paramref name="history"/>.</summary>
    public MessageIntake(RoomHistory history, TimeProvider time, ILogger<MessageIntake> logger)
    {
        _history = history;
        _time = time;
        _logger = logger;
    }

    /// <summary>What became of the messages so far.</summary>
    public IntakeCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new IntakeCounts(_accepted, _duplicates, new Dictionary<Refusal, long>(_refused));
            }
        }
    }

    /// <summary>Takes one message in, or counts why not.</summary>
    public void Take(MqttMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!Topics.TryParse(message.Topic, out var address, out var level))
        {
            Refuse(message, new(Refusal.ForeignTopic, "no topic of the form edgemonitor/<site>/<room>/<device>/<kind>"));
        }
        else if (message.Payload.Length > MaximumPayload)
        {
            Refuse(message, new(Refusal.TooLarge, $"{message.Payload.Length} bytes, at most {MaximumPayload} are read"));
        }
        else if (message.Payload.IsEmpty)
        {
            // How MQTT deletes a retained message: it says nothing about the device.
            return;
        }
        else
        {
            Take(message, address, level);
        }
    }

    private void Take(MqttMessage message, DeviceAddress address, string level)
    {
        switch (level)
        {
            case Topics.AttentionLevel:
                TakeJson(message, MessageJson.Default.RoomAggregate, window =>
                    WindowRules.FindProblem(window, _time.GetUtcNow()) is { } problem
                        ? Refused(message, problem)
                        : _history.Add(address, window, Heard(message, window.WindowEnd)));
                break;
            case Topics.HealthLevel:
                TakeJson(message, MessageJson.Default.DeviceHealth, health =>
                    FindProblem(health) is { } problem
                        ? Refused(message, problem)
                        : _history.SetHealth(address, health, Heard(message, health.Time)));
                break;
            case Topics.AvailabilityLevel:
                TakeAvailability(message, address);
                break;
            default:
                Refuse(message, new(Refusal.ForeignTopic, "the topic's last level is not one that this dashboard reads"));
                break;
        }
    }

    private void TakeAvailability(MqttMessage message, DeviceAddress address)
    {
        var word = Encoding.UTF8.GetString(message.Payload.Span);
        switch (word)
        {
            case Topics.Online:
                Count(message, _history.SetAvailability(address, Availability.Online, message.Retain ? null : _time.GetUtcNow()));
                break;
            case Topics.Offline:
                // The broker says this, by the device's will: no sign of life.
                Count(message, _history.SetAvailability(address, Availability.Offline, heard: null));
                break;
            default:
                Refuse(message, new(Refusal.Malformed, $"availability is neither '{Topics.Online}' nor '{Topics.Offline}'"));
                break;
        }
    }

    private void TakeJson<T>(MqttMessage message, JsonTypeInfo<T> type, Func<T, StoreResult?> take)
    {
        try
        {
            if (JsonSerializer.Deserialize(message.Payload.Span, type) is not { } value)
            {
                Refuse(message, new(Refusal.Malformed, "the payload is null"));
            }
            else if (take(value) is { } result)
            {
                Count(message, result);
            }
        }
        catch (JsonException exception)
        {
            Refuse(message, new(Refusal.Malformed, exception.Message));
        }
    }

    private static Problem? FindProblem(DeviceHealth health) =>
        health.Schema != DeviceHealth.CurrentSchema
            ? new(Refusal.UnknownSchema, $"schema is {health.Schema}, this dashboard knows {DeviceHealth.CurrentSchema}")
        : !Enum.IsDefined(health.Camera.State) ? new(Refusal.Malformed, "camera.state is no known word")
        : null;

    // A retained message may be old: it proves that the device lived at its own time, not that it lives now.
    private DateTimeOffset Heard(MqttMessage message, DateTimeOffset ownTime)
    {
        var now = _time.GetUtcNow();
        return message.Retain && ownTime < now ? ownTime : now;
    }

    private void Count(MqttMessage message, StoreResult result)
    {
        switch (result)
        {
            case StoreResult.TooOld:
                Refuse(message, new(Refusal.TooOld, "the device's history is full of newer windows"));
                break;
            case StoreResult.TooManyDevices:
                Refuse(message, new(Refusal.TooManyDevices, "raise History:MaximumDevices if these are yours"));
                break;
            default:
                lock (_lock)
                {
                    _ = result == StoreResult.Duplicate ? _duplicates++ : _accepted++;
                }

                break;
        }
    }

    private StoreResult? Refused(MqttMessage message, Problem problem)
    {
        Refuse(message, problem);
        return null;
    }

    private void Refuse(MqttMessage message, Problem problem)
    {
        bool first;
        lock (_lock)
        {
            first = _refused.TryAdd(problem.Kind, 0);
            _refused[problem.Kind]++;
        }

        if (first)
        {
            LogRefused(message.Topic, problem.Kind, problem.Detail);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "Refused a message on '{Topic}' ({Kind}): {Detail}. Further ones of this kind are only counted, see /healthz.")]
    private partial void LogRefused(string topic, Refusal kind, string detail);
}
