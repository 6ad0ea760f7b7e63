using System.Globalization;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>Tells the gate what the schedule says. It looks often, so that a clock that is set takes effect at once.</summary>
internal sealed class ScheduleWatch
{
    /// <summary>How often it looks: with <see cref="Capture.Camera.LongestClosing"/>, less than the two seconds that are promised.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly WeeklySchedule _schedule;
    private readonly CameraGate _gate;
    private readonly TimeProvider _clock;
    private DateTimeOffset? _closedUntil;
    private Closing? _closing;

    /// <summary>Makes a watch that has not looked yet.</summary>
    public ScheduleWatch(WeeklySchedule schedule, CameraGate gate, TimeProvider clock)
    {
        _schedule = schedule;
        _gate = gate;
        _clock = clock;
    }

    /// <summary>Looks once.</summary>
    public void Look()
    {
        var now = _clock.GetUtcNow();
        if (_schedule.IsOpenAt(now))
        {
            _closing = null;
        }
        else if (_closing is null || now >= _closedUntil)
        {
            _closedUntil = _schedule.NextOpening(now);
            _closing = new Closing(ClosingCause.Schedule, Describe(_closedUntil));
        }

        _gate.Set(GateSource.Schedule, _closing);
    }

    /// <summary>Looks until it is stopped.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task FollowAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private string Describe(DateTimeOffset? opening) => opening is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"The schedule keeps it closed until {at:yyyy-MM-dd HH:mm} ({_schedule.Zone.Id}).")
        : "The schedule keeps it closed.";
}
