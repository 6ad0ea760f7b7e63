namespace EdgeMonitor.Agent.Tests.Lessons;

/// <summary>A wall clock that can be set, and a clock that only runs.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private DateTimeOffset _wall = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private TimeSpan _running = TimeSpan.FromMinutes(5);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override long GetTimestamp() => _running.Ticks;

    /// <summary>Lets time pass.</summary>
    public void Run(TimeSpan time)
    {
        _wall += time;
        _running += time;
    }

    /// <summary>Sets the wall clock by so much.</summary>
    public void Set(TimeSpan by) => _wall += by;

    /// <summary>Starts the machine anew.</summary>
    public void Boot() => _running = TimeSpan.FromMinutes(1);
}
