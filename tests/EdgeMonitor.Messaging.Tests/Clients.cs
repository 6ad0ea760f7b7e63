using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Clients for the brokers of the tests.</summary>
internal static class Clients
{
    /// <summary>Options that fit a broker; reconnects are quick.</summary>
    public static MqttOptions OptionsFor(Mosquitto broker) => new()
    {
        Host = broker.Host,
        Port = broker.Port,
        MaximumReconnectSeconds = 1,
        Tls = broker.CaFile is { } authority ? new MqttTlsOptions { Enabled = true, CaFile = authority } : null,
    };

    public static MqttClient Create(MqttOptions options, MqttMessage? will = null) =>
        new(options, will, TimeProvider.System, NullLogger<MqttClient>.Instance);

    public static MqttClient Start(Mosquitto broker, MqttMessage? will = null)
    {
        var client = Create(OptionsFor(broker), will);
        client.Start();
        return client;
    }
}
