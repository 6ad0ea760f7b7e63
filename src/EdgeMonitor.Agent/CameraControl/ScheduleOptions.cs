namespace EdgeMonitor.Agent.CameraControl;

/// <summary>When the camera may be open: the section <c>cameraControl.schedule</c>.</summary>
internal sealed class ScheduleOptions
{
    /// <summary>
    /// The hours of a week in which the camera may be open, such as <c>mon-fri 07:30-16:00</c>, by the clock on the wall. None: the
    /// schedule never closes it.
    /// </summary>
    public string[] Open { get; set; } = [];

    /// <summary>Days on which it stays closed: <c>2026-12-24</c>, or the first and the last of several, <c>2026-12-24/2027-01-06</c>.</summary>
    public string[] Holidays { get; set; } = [];

    /// <summary>Where the clocks hang, by IANA's name, such as <c>Europe/Berlin</c>. null: the machine's own zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The schedule; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The options have mistakes.</exception>
    public WeeklySchedule? ToSchedule()
    {
        if (Open.Length == 0)
        {
            return null;
        }

        var hours = Open.Select(text => OpeningHours.TryParse(text, out var read) ? read : throw Mistaken(text)).ToList();
        var holidays = Holidays.Select(text => Holiday.TryParse(text, out var read) ? read : throw Mistaken(text)).ToList();
        return new WeeklySchedule(hours, holidays, TimeZone is null ? TimeZoneInfo.Local : TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
    }

    private static InvalidOperationException Mistaken(string text) => new($"'{text}' has not been validated.");
}
