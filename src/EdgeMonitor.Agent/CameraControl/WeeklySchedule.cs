namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// When the camera may be open, by the clock on the wall: exactly while it shows a time within the hours of a day that is no
/// holiday. So a clock change does what people expect: an hour that is skipped opens nothing, an hour that comes twice counts
/// twice.
/// </summary>
internal sealed class WeeklySchedule
{
    /// <summary>How far ahead <see cref="NextOpening"/> looks.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(400);

    private readonly IReadOnlyList<OpeningHours> _hours;
    private readonly IReadOnlyList<Holiday> _holidays;

    /// <summary>Makes a schedule for the clocks of <paramref name="zone"/>.</summary>
    public WeeklySchedule(IReadOnlyList<OpeningHours> hours, IReadOnlyList<Holiday> holidays, TimeZoneInfo zone)
    {
        _hours = hours;
        _holidays = holidays;
        Zone = zone;
    }

    /// <summary>Where the clocks hang.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>Whether the camera may be open at <paramref name="time"/>.</summary>
    public bool IsOpenAt(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, Zone).DateTime;
        return !IsHoliday(local) && _hours.Any(hours => hours.Contain(local));
    }

    /// <summary>
    /// The first whole minute after <paramref name="time"/> at which the camera may be open, by the clock on the wall; null when
    /// there is none in more than a year.
    /// </summary>
    public DateTimeOffset? NextOpening(DateTimeOffset time)
    {
        var end = time + Horizon;
        var candidate = new DateTimeOffset(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        while (candidate < end)
        {
            candidate += StepFrom(TimeZoneInfo.ConvertTime(candidate, Zone).DateTime);
            if (IsOpenAt(candidate))
            {
                return TimeZoneInfo.ConvertTime(candidate, Zone);
            }
        }

        return null;
    }

    /// <summary>A minute; on a day without hours up to an hour, but never past midnight.</summary>
    private TimeSpan StepFrom(DateTime local)
    {
        var mayOpen = !IsHoliday(local) && _hours.Any(hours => hours.Contain(local.DayOfWeek));
        return TimeSpan.FromMinutes(mayOpen || local.Hour == 23 ? 1 : 60 - local.Minute);
    }

    private bool IsHoliday(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        return _holidays.Any(holiday => holiday.Contains(day));
    }
}
