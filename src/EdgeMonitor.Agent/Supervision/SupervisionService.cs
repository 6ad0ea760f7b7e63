using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.Supervision;

/// <summary>
/// Tells the service manager when the agent is ready, how it is, and that it is alive: the last only while every half does its
/// work. A half that hangs so has the process killed and started again.
/// </summary>
internal sealed partial class SupervisionService : BackgroundService, IHostedLifecycleService
{
    /// <summary>Looks within one patience of the watchdog.</summary>
    private const int LooksPerPatience = 3;

    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IVitals> _halves;
    private readonly TimeProvider _clock;
    private readonly ILogger<SupervisionService> _logger;
    private string? _status;
    private bool _isInTrouble;

    /// <summary>Makes the service.</summary>
    public SupervisionService(IEnumerable<IVitals> halves, TimeProvider clock, ILogger<SupervisionService> logger)
    {
        _halves = [.. halves];
        _clock = clock;
        _logger = logger;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        ServiceManager.Ready();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        ServiceManager.Stopping();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var look = ServiceManager.ReadWatchdogPatience() / LooksPerPatience is { } part && part < LongestLook ? part : LongestLook;
        using var timer = new PeriodicTimer(look, _clock);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Look()
    {
        var status = string.Join("; ", _halves.Select(half => half.Describe()));
        if (!status.Equals(_status, StringComparison.Ordinal))
        {
            _status = status;
            ServiceManager.Status(status);
        }

        var troubles = _halves.Select(half => half.FindTrouble()).OfType<string>().ToList();
        if (troubles.Count == 0)
        {
            _isInTrouble = false;
            ServiceManager.Beat();
        }
        else if (!_isInTrouble)
        {
            _isInTrouble = true;
            LogTrouble(string.Join("; ", troubles));
        }
    }

    [LoggerMessage(
        EventId = 5040, Level = LogLevel.Error, Message = "This process hangs: {Trouble}. Unless that changes, systemd restarts it")]
    private partial void LogTrouble(string trouble);
}
