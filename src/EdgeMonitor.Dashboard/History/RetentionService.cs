using System.Data.Common;

namespace EdgeMonitor.Dashboard.History;

/// <summary>Enforces <see cref="Retention"/> at the start and every hour.</summary>
public sealed partial class RetentionService : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Retention _retention;
    private readonly TimeProvider _time;
    private readonly ILogger<RetentionService> _logger;

    /// <summary>Makes the service.</summary>
    public RetentionService(Retention retention, TimeProvider time, ILogger<RetentionService> logger)
    {
        _retention = retention;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var result = await _retention.EnforceAsync(stoppingToken);
                if (!result.IsEmpty)
                {
                    LogDone(result.Windows, result.Hours, result.Lessons, result.Releases, result.AuditEntries);
                }
            }
            catch (DbException exception)
            {
                LogFailed(exception.Message);
            }

            await Task.Delay(Interval, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Retention: {Windows} windows became hourly means; deleted {Hours} hours, {Lessons} lessons, {Releases} releases of lessons, "
            + "{Entries} audit entries.")]
    private partial void LogDone(int windows, int hours, int lessons, int releases, int entries);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Retention failed; the next try is in an hour. {Problem}")]
    private partial void LogFailed(string problem);
}
