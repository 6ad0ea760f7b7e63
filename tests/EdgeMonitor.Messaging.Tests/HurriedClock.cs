namespace EdgeMonitor.Messaging.Tests;

/// <summary>The system's clock, some times as fast: waits between attempts to connect pass quickly.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private readonly int _haste;

    public HurriedClock(int haste = 20) => _haste = haste;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() * _haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shortened(dueTime), Shortened(period));

    private TimeSpan Shortened(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / _haste;
}
