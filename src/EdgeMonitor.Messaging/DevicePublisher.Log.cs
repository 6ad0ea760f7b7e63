using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <content>Log messages 120..139; 121 is the sender's.</content>
public sealed partial class DevicePublisher
{
    [LoggerMessage(120, LogLevel.Warning, "More windows wait for the broker than the outbox holds: the oldest are dropped from now on.")]
    private partial void LogDropping();

    [LoggerMessage(122, LogLevel.Warning, "Messages that could not be sent before the stop and are lost: {Count}.")]
    private partial void LogLeftBehind(int count);

    [LoggerMessage(123, LogLevel.Debug, "The broker could not be told of the stop; its will does it.")]
    private partial void LogNoLeave(Exception exception);

    [LoggerMessage(124, LogLevel.Information, "Messages that could not be sent before the stop and wait in the outbox for the next start: {Count}.")]
    private partial void LogKept(int count);

    [LoggerMessage(125, LogLevel.Warning, "Home Assistant will not find this device. {Problem} Allow it to publish there, or set homeAssistant.enabled to false.")]
    private partial void LogNotIntroduced(string problem);

    [LoggerMessage(126, LogLevel.Warning, "No dashboard can show the privacy report. {Problem} Allow the device to publish …/privacy/report.")]
    private partial void LogReportNotTaken(string problem);
}
