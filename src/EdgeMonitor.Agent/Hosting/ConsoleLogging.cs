using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Logs to standard error: a line with the time for a person, a line with the priority for systemd's journal.</summary>
internal static class ConsoleLogging
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff ";

    /// <summary>Sets logging up.</summary>
    /// <param name="logging">The host's.</param>
    /// <param name="least">The least important message that is logged.</param>
    /// <param name="toJournal">
    /// Whether standard error goes to the journal, which keeps the time itself and wants <c>&lt;N&gt;</c> first.
    /// </param>
    public static void AddTo(ILoggingBuilder logging, LogLevel least, bool toJournal)
    {
        logging.SetMinimumLevel(least);

        // What the host itself has to say matters only when something goes wrong.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (toJournal)
        {
            logging.AddSystemdConsole();
        }
        else
        {
            logging.AddSimpleConsole(options =>
            {
                options.SingleLine = true;
                options.TimestampFormat = TimeFormat;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Whether systemd connected standard error to its journal (sd_journal_stream_fd(3)).</summary>
    public static bool GoesToJournal() => Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 };
}
