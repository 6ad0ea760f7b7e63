using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <content>Log messages 120..139.</content>
public sealed partial class DevicePublisher
{
    [LoggerMessage(120, LogLevel.Warning, "More than {Maximum} windows wait for the broker: the oldest are dropped from now on.")]
    private partial void LogDropping(int maximum);

    [LoggerMessage(121, LogLevel.Warning, "A message was refused and is dropped.")]
    private partial void LogRefused(Exception exception);

    [LoggerMessage(122, LogLevel.Warning, "{Count} windows could not be sent before the stop and are lost.")]
    private partial void LogLeftBehind(int count);

    [LoggerMessage(123, LogLevel.Debug, "The broker could not be told of the stop; its will does it.")]
    private partial void LogNoLeave(Exception exception);
}
