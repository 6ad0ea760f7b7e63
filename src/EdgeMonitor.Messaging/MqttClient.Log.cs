using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <content>Log messages 100..119.</content>
public sealed partial class MqttClient
{
    [LoggerMessage(100, LogLevel.Information, "Connected to the broker {Broker} as '{ClientId}'.")]
    private partial void LogConnected(string broker, string clientId);

    [LoggerMessage(101, LogLevel.Warning, "{Problem} Next attempt in {Seconds:0.0} s.")]
    private partial void LogDisconnected(string problem, double seconds);

    [LoggerMessage(102, LogLevel.Debug, "Still: {Problem} Next attempt in {Seconds:0.0} s.")]
    private partial void LogStillDisconnected(string problem, double seconds);

    [LoggerMessage(103, LogLevel.Error, "What is to be done after connecting to {Broker} failed.")]
    private partial void LogHookFailed(Exception exception, string broker);

    [LoggerMessage(104, LogLevel.Debug, "The connection was lost while what is to be done after connecting was under way.")]
    private partial void LogHookInterrupted(Exception exception);

    [LoggerMessage(105, LogLevel.Warning, "{Problem}")]
    private partial void LogRenewalRefused(string problem);
}
