using System.Collections.Concurrent;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>The dashboard's own connection to the broker, in words for a page.</summary>
public sealed class BrokerLink
{
    private readonly MqttClient _client;
    private readonly MqttOptions _options;
    private readonly ConcurrentDictionary<string, string?> _answers = new(StringComparer.Ordinal);

    /// <summary>Watches <paramref name="client"/>.</summary>
    public BrokerLink(MqttClient client, IOptions<MqttOptions> options, IOptions<IngestOptions> ingest)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ingest);
        _client = client;
        _options = options.Value;
        Filters = FiltersFor(ingest.Value.ShareName);
    }

    /// <summary>
    /// The filters that bring every message of every device. Only windows and lessons are asked for at QoS 1, so that only they fill
    /// the broker's queue while the dashboard is away: of everything else the broker retains the newest.
    /// </summary>
    public IReadOnlyList<(string Filter, MqttQos Qos)> Filters { get; }

    /// <summary>Whether messages arrive: the connection stands and the broker has confirmed every filter.</summary>
    public bool IsListening => State == MqttConnectionState.Connected
        && Filters.All(one => _answers.TryGetValue(one.Filter, out var problem) && problem is null);

    /// <summary>Where the connection stands.</summary>
    public MqttConnectionState State => _client.State;

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? LastProblem => Refusal ?? _client.LastProblem;

    /// <summary>Messages lost since more came than could be read.</summary>
    public long Overflow => _client.ReceivedDropped;

    /// <summary>Whether messages cannot arrive, or not all.</summary>
    public bool IsBroken => State != MqttConnectionState.Connected || Refusal is not null;

    /// <summary>The broker's address.</summary>
    public string Broker => _options.ToString();

    private string? Refusal => _answers.Values.FirstOrDefault(problem => problem is not null);

    /// <summary>Notes the broker's answer to a filter: null for a confirmation, else why it was refused.</summary>
    public void Answered(string filter, string? problem) => _answers[filter] = problem;

    // State that a device publishes once and retains goes to every instance: a shared subscription brings no retained messages.
    private static IReadOnlyList<(string Filter, MqttQos Qos)> FiltersFor(string? shareName)
    {
        var attention = Topics.OfEveryDevice(Topics.AttentionLevel);
        return
        [
            (Topics.OfEveryDevice(Topics.AvailabilityLevel), MqttQos.AtMostOnce),
            (shareName is null ? attention : $"$share/{shareName}/{attention}", MqttQos.AtLeastOnce),
            (Topics.OfEveryDevice(Topics.LessonLevel), MqttQos.AtLeastOnce),
            (Topics.OfEveryDevice(Topics.HealthLevel), MqttQos.AtMostOnce),
            (Topics.OfEveryDevice(Topics.PrivacyReportLevel), MqttQos.AtMostOnce),
        ];
    }
}
