namespace EdgeMonitor.Messaging;

/// <summary>Where a client stands with its broker.</summary>
public enum MqttConnectionState
{
    /// <summary>Not connected: not started, waiting before the next attempt, or stopped.</summary>
    Disconnected,

    /// <summary>An attempt is under way.</summary>
    Connecting,

    /// <summary>The broker has accepted the connection.</summary>
    Connected,
}
