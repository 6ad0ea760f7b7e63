using System.Threading.Channels;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>
/// What passes from sensing to publishing, and nothing else does. All channels are bounded and drop the oldest, so writing
/// never waits: the camera's loop cannot be held up by the broker.
/// </summary>
internal sealed class Outbound
{
    /// <summary>Windows that wait at most.</summary>
    public const int MostWindows = 64;

    private const int MostLessons = 16;

    private readonly Channel<RoomAggregate> _windows;
    private readonly Channel<LessonRelease> _lessons;
    private readonly Channel<DeviceHealth> _health;
    private RoomAggregate? _newest;
    private long _sent;
    private long _dropped;
    private long _refused;

    /// <summary>Makes empty channels.</summary>
    public Outbound()
    {
        _windows = Channel.CreateBounded<RoomAggregate>(
            new BoundedChannelOptions(MostWindows) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _lessons = Channel.CreateBounded<LessonRelease>(
            new BoundedChannelOptions(MostLessons) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
        _health = Channel.CreateBounded<DeviceHealth>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    }

    /// <summary>The windows, oldest first.</summary>
    public ChannelReader<RoomAggregate> Windows => _windows.Reader;

    /// <summary>The releases of lessons, oldest first.</summary>
    public ChannelReader<LessonRelease> Lessons => _lessons.Reader;

    /// <summary>The newest health report.</summary>
    public ChannelReader<DeviceHealth> Health => _health.Reader;

    /// <summary>Windows and releases of lessons that wait here.</summary>
    public int Waiting => _windows.Reader.Count + _lessons.Reader.Count;

    /// <summary>The newest window; null before the first.</summary>
    public RoomAggregate? Newest => Volatile.Read(ref _newest);

    /// <summary>Windows handed over since start.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Windows and releases of lessons dropped here since start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Messages since start that <c>edgemonitor publish</c> refused: they broke their contract.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Whether the newest window described a group that is large enough for numbers.</summary>
    public bool NewestHasNumbers => Newest is { Status: WindowStatus.Ok };

    /// <summary>Hands a window over. After <see cref="Complete"/> it does nothing.</summary>
    public void Send(RoomAggregate window)
    {
        if (_windows.Writer.TryWrite(window))
        {
            Volatile.Write(ref _newest, window);
            Interlocked.Increment(ref _sent);
        }
    }

    /// <summary>Hands the release of a lesson over. After <see cref="Complete"/> it does nothing.</summary>
    public void Send(LessonRelease release) => _lessons.Writer.TryWrite(release);

    /// <summary>Hands a health report over. After <see cref="Complete"/> it does nothing.</summary>
    public void Send(DeviceHealth health) => _health.Writer.TryWrite(health);

    /// <summary>Counts a message that was refused.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refused);

    /// <summary>Says that nothing more comes; the readers end after what is there.</summary>
    public void Complete()
    {
        _windows.Writer.TryComplete();
        _lessons.Writer.TryComplete();
        _health.Writer.TryComplete();
    }
}
