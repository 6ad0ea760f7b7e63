using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Capture;

public sealed partial class Camera
{
    private static partial class Log
    {
        [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "Camera opened: {Command}")]
        public static partial void Opened(ILogger logger, string command);

        [LoggerMessage(EventId = 2001, Level = LogLevel.Information, Message = "Camera delivers frames of {Width}x{Height}")]
        public static partial void FirstFrame(ILogger logger, int width, int height);

        [LoggerMessage(
            EventId = 2002,
            Level = LogLevel.Warning,
            Message = "Camera {Condition}: {Reason} It is restarted until it delivers again; repetitions are not logged")]
        public static partial void Broken(ILogger logger, CameraCondition condition, string reason);

        [LoggerMessage(EventId = 2003, Level = LogLevel.Debug, Message = "Camera still {Condition}: {Reason}")]
        public static partial void StillBroken(ILogger logger, CameraCondition condition, string reason);

        [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "Camera stable again after {Restarts} restarts in all")]
        public static partial void Recovered(ILogger logger, long restarts);

        [LoggerMessage(EventId = 2005, Level = LogLevel.Information, Message = "Camera ended: {Reason}")]
        public static partial void Ended(ILogger logger, string reason);

        [LoggerMessage(EventId = 2006, Level = LogLevel.Information, Message = "Camera closed")]
        public static partial void Closed(ILogger logger);
    }
}
