namespace EdgeMonitor.Messaging;

/// <summary>
/// The brokers of a client in order of preference, each with the options to reach it. A broker that cannot be reached or
/// does not keep its connections makes room for the next; after a connection that lasted the first has its turn again. For
/// one thread.
/// </summary>
internal sealed class BrokerRota
{
    private readonly MqttOptions[] _brokers;
    private int _current;

    public BrokerRota(MqttOptions options) =>
        _brokers = [options, .. options.Fallbacks.Select(fallback => BrokerAddress.Parse(fallback).ApplyTo(options))];

    /// <summary>The broker whose turn it is.</summary>
    public MqttOptions Current => _brokers[_current];

    /// <summary>Passes the turn on after a connection ended or did not come about.</summary>
    public void Next(bool lasted) => _current = lasted ? 0 : (_current + 1) % _brokers.Length;
}
