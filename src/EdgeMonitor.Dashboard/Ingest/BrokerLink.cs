using EdgeMonitor.Messaging;
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>The dashboard's own connection to the broker, in words for a page.</summary>
public sealed class BrokerLink
{
    private readonly MqttClient _client;
    private readonly MqttOptions _options;

    /// <summary>Watches <paramref name="client"/>.</summary>
    public BrokerLink(MqttClient client, IOptions<MqttOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _client = client;
        _options = options.Value;
    }

    /// <summary>Whether messages can arrive.</summary>
    public bool IsConnected => _client.State == MqttConnectionState.Connected;

    /// <summary>Where the connection stands.</summary>
    public MqttConnectionState State => _client.State;

    /// <summary>What last went wrong; null when nothing has.</summary>
    public string? LastProblem => _client.LastProblem;

    /// <summary>Messages lost since more came than could be read.</summary>
    public long Overflow => _client.ReceivedDropped;

    /// <summary>What a page has to say about the connection; null while it stands.</summary>
    public string? Notice => IsConnected ? null
        : $"This dashboard has no connection to the broker {_options}, so nothing new can arrive. It keeps trying."
          + (LastProblem is { } problem ? $" {problem}" : string.Empty);
}
