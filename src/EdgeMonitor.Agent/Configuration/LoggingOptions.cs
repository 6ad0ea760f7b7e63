using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>The log, which goes to standard error; systemd keeps it in its journal.</summary>
internal sealed class LoggingOptions
{
    /// <summary>The least important message that is logged. Default: information.</summary>
    public LogLevel Level { get; set; } = LogLevel.Information;
}
