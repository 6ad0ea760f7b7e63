namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>A clock whose time of day is set by the test while timers and elapsed time go on as they are, as when somebody sets the clock.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _now = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Sets the time of day forwards or backwards.</summary>
    public DateTimeOffset Set(TimeSpan by)
    {
        lock (_lock)
        {
            return _now += by;
        }
    }

    public override DateTimeOffset GetUtcNow() => Set(TimeSpan.Zero);
}
