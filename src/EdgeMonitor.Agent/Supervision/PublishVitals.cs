using System.Globalization;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Supervision;

/// <summary>
/// The half with the network: alive while windows leave or none waits. A broker that is away is no fault of this process; only
/// when that lasts long is a new process worth a try, and it costs nothing, since what waits is in the outbox's file.
/// </summary>
internal sealed class PublishVitals : IVitals
{
    /// <summary>How long windows may wait while the broker is there.</summary>
    public static readonly TimeSpan SendPatience = TimeSpan.FromMinutes(5);

    /// <summary>How long they may wait while it is not.</summary>
    public static readonly TimeSpan BrokerPatience = TimeSpan.FromHours(1);

    private readonly DevicePublisher _publisher;
    private readonly string _broker;
    private readonly Pulse _windows;

    /// <summary>Starts to watch.</summary>
    public PublishVitals(DevicePublisher publisher, MqttOptions broker, TimeProvider clock)
    {
        _publisher = publisher;
        _broker = broker.ToString();
        _windows = new Pulse(clock);
    }

    private bool IsConnected => _publisher.State is MqttConnectionState.Connected;

    /// <inheritdoc/>
    public string? FindTrouble()
    {
        if (_publisher.Waiting == 0)
        {
            _windows.Rest();
        }

        return _windows.Beats(_publisher.Sent, IsConnected ? SendPatience : BrokerPatience)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"no window has left for {_windows.Silence.TotalMinutes:F0} minutes");
    }

    /// <inheritdoc/>
    public string Describe()
    {
        var connection = IsConnected ? $"connected to {_broker}" : $"not connected: {_publisher.LastProblem ?? $"trying {_broker}"}";
        var waiting = _publisher.Waiting switch
        {
            0 => "nothing waits",
            1 => "1 window waits",
            var count => string.Create(CultureInfo.InvariantCulture, $"{count} windows wait"),
        };
        return $"{connection}, {waiting}";
    }
}
