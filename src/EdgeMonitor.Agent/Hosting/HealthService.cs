using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Health;
using Microsoft.Extensions.Hosting;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>
/// Sends a health report at the start, at every interval, when the camera's state changes, and at the stop, when the camera is
/// closed.
/// </summary>
internal sealed class HealthService : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly HealthReporter _reporter;
    private readonly Outbound _outbound;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;

    /// <summary>Makes the service.</summary>
    public HealthService(HealthReporter reporter, Outbound outbound, HealthOptions options, TimeProvider clock)
    {
        _reporter = reporter;
        _outbound = outbound;
        _clock = clock;
        _interval = TimeSpan.FromSeconds(options.IntervalSeconds);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _outbound.Send(_reporter.Report());
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, _clock);
        long? sent = null;
        do
        {
            if (sent is not { } last || _reporter.CameraStateChanged || _clock.GetElapsedTime(last) >= _interval)
            {
                _outbound.Send(_reporter.Report());
                sent = _clock.GetTimestamp();
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
