using EdgeMonitor.Attention;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>
/// Turns the frames of a recorded lesson into the windows that a device in the room would have published: the same rule, the same
/// rounding, and no numbers for a small group.
/// </summary>
internal sealed class LessonWriter : IFaceWriter
{
    private readonly WindowAggregator _windows;
    private readonly List<RoomAggregate> _closed = [];
    private readonly TimeSpan _window;
    private TimeSpan _newest;

    /// <summary>Makes a lesson without windows.</summary>
    /// <param name="options">The rule, the window's length, rounding and the smallest group.</param>
    /// <param name="models">The networks in use.</param>
    public LessonWriter(AttentionOptions options, ModelVersions models)
    {
        _windows = new WindowAggregator(options, models, _closed.Add);
        _window = TimeSpan.FromSeconds(options.WindowSeconds);
        _windows.Advance(DateTimeOffset.UnixEpoch);
    }

    /// <summary>The windows; their times count from the start of the video as from 1970-01-01.</summary>
    public IReadOnlyList<RoomAggregate> Windows => _closed;

    /// <inheritdoc/>
    public void Write(AnalyzedFrame frame, ReadOnlySpan<FaceObservation> faces)
    {
        _newest = frame.Time ?? TimeSpan.Zero;
        _windows.Observe(DateTimeOffset.UnixEpoch + _newest, faces, frame.IsDark ? FrameCondition.LowLight : FrameCondition.Usable);
    }

    /// <summary>Closes the last window, which the end of the video may have cut short.</summary>
    public void Finish() => _windows.Advance(DateTimeOffset.UnixEpoch + _window * Math.Ceiling((_newest + TimeSpan.FromTicks(1)) / _window));
}
