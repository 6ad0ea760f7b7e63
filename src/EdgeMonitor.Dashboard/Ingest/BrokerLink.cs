using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>The dashboard's own connection to the broker, in words for a page.</summary>
public sealed class BrokerLink
{
    private static readonly string[] Levels = [Topics.AvailabilityLevel, Topics.AttentionLevel, Topics.HealthLevel];

    private readonly MqttClient _client;
    private readonly MqttOptions _options;
    private int _confirmed;
    private volatile string? _refusal;

    /// <summary>Watches <paramref name="client"/>.</summary>
    public BrokerLink(MqttClient client, IOptions<MqttOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = client;
        _options = options.Value;
    }

    /// <summary>The filters that bring every message of every device.</summary>
    public static IReadOnlyList<string> Filters { get; } = [.. Levels.Select(Topics.OfEveryDevice)];

    /// <summary>Whether messages arrive: the connection stands and the broker has confirmed every filter.</summary>
    public bool IsListening => State == MqttConnectionState.Connected && Volatile.Read(ref _confirmed) == Filters.Count;

    /// <summary>Where the connection stands.</summary>
    public MqttConnectionState State => _client.State;

    /// <summary>What last went wrong; null when nothing has.</summary>
    public string? LastProblem => _refusal ?? _client.LastProblem;

    /// <summary>Messages lost since more came than could be read.</summary>
    public long Overflow => _client.ReceivedDropped;

    /// <summary>What a page has to say about the connection; null while all is well.</summary>
    public string? Notice => State == MqttConnectionState.Connected
        ? _refusal
        : $"This dashboard has no connection to the broker {_options}, so nothing new can arrive. "
          + $"It keeps trying. {_client.LastProblem}".TrimEnd();

    /// <summary>Notes that the broker has confirmed a filter.</summary>
    public void Confirm() => Interlocked.Increment(ref _confirmed);

    /// <summary>Notes that the broker refused a filter.</summary>
    public void Refuse(string problem) => _refusal = problem;
}
