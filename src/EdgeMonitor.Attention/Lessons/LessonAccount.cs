using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Attention.Lessons;

/// <summary>
/// Counts the faces of one lesson at a time, from its start until its end. Not safe for several threads; fed like
/// <see cref="WindowAggregator"/>.
/// </summary>
/// <remarks>
/// What is counted becomes two whole numbers: a high quantile of the faces in view, and the median of those that are attentive, both
/// over time. One person more changes the count of every frame by at most one, with two cameras of every pair of frames by at most two,
/// hence each quantile by as much. (That holds as far as the detector finds one face per person, and finding it does not hide another.)
/// Whether there are numbers at all is decided by frames and by the camera, not by who is in view.
/// </remarks>
public sealed class LessonAccount
{
    /// <summary>A lesson that lasts longer was forgotten.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(4);

    private const double Median = 0.5;

    private readonly AttentionOptions _options;
    private readonly LessonMechanism _mechanism;
    private readonly RoomView _view;
    private readonly FaceCountHistogram _faces = new();
    private readonly FaceCountHistogram _attentive = new();
    private readonly long _frameValidTicks;
    private bool _isClosed;
    private bool _wasClosed;
    private bool _isBroken;
    private long _newest;
    private long _accountedUntil;
    private long _usableTicks;

    /// <summary>Starts between lessons, with the camera open.</summary>
    /// <param name="options">Options without mistakes.</param>
    /// <param name="cameras">How many cameras see the room; at least 1.</param>
    public LessonAccount(AttentionOptions options, int cameras)
        : this(options, cameras, below: null)
    {
    }

    /// <param name="options">Options without mistakes.</param>
    /// <param name="cameras">How many cameras see the room; at least 1.</param>
    /// <param name="below">The source of randomness; null for the cryptographic one.</param>
    internal LessonAccount(AttentionOptions options, int cameras, Func<int, int>? below)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _mechanism = new LessonMechanism(options, cameras, below);
        _view = new RoomView(cameras, new AttentionRule(options), sumsExpressions: false);
        _frameValidTicks = TimeSpan.FromSeconds(options.FrameValidSeconds).Ticks;
    }

    /// <summary>When the lesson in progress started; null between lessons.</summary>
    public DateTimeOffset? Start { get; private set; }

    /// <summary>Starts a lesson.</summary>
    /// <exception cref="InvalidOperationException">One is in progress.</exception>
    public void Begin(DateTimeOffset at)
    {
        if (Start is not null)
        {
            throw new InvalidOperationException("A lesson is in progress.");
        }

        Forget();
        Start = WholeSeconds(at);
        (_wasClosed, _isBroken) = (_isClosed, false);
        (_newest, _accountedUntil) = (at.UtcTicks, at.UtcTicks);
    }

    /// <summary>Ends the lesson in progress; null when there is none.</summary>
    public FinishedLesson? End(DateTimeOffset at)
    {
        MoveOn(at);
        return Start is null ? null : Finish(at, wasEnded: true);
    }

    /// <summary>Adds a frame; nothing of its faces is kept but two counts.</summary>
    /// <param name="at">When the frame was captured.</param>
    /// <param name="faces">The faces in it.</param>
    /// <param name="condition">Whether it can be judged.</param>
    /// <param name="camera">Which of the room's cameras it is from, from 0.</param>
    /// <exception cref="InvalidOperationException">A face lacks a reading that the mode needs.</exception>
    public void Observe(DateTimeOffset at, ReadOnlySpan<FaceObservation> faces, FrameCondition condition, int camera = 0)
    {
        MoveOn(at);
        if (Start is null || _isClosed)
        {
            return;
        }

        _view.Show(camera, faces, condition, _accountedUntil + _frameValidTicks);
    }

    /// <summary>Tells the time.</summary>
    /// <returns>The lesson that nobody has ended, once it has lasted longer than <see cref="Longest"/>; null otherwise.</returns>
    public FinishedLesson? Advance(DateTimeOffset now)
    {
        MoveOn(now);
        return Start is { } start && now - start > Longest ? Finish(start + Longest, wasEnded: false) : null;
    }

    /// <summary>Says that the camera has been closed on purpose: what the lesson in progress has seen is forgotten, and it will have no numbers.</summary>
    public void CloseCamera(DateTimeOffset at)
    {
        MoveOn(at);
        (_isClosed, _wasClosed) = (true, true);
        Forget();
    }

    /// <summary>Says that the camera is open again.</summary>
    public void OpenCamera(DateTimeOffset at)
    {
        MoveOn(at);
        _isClosed = false;
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

    /// <summary>Small steps back of the clock stand still; after a large one nobody knows how long anything was in view.</summary>
    private void MoveOn(DateTimeOffset at)
    {
        if (Start is null)
        {
            return;
        }

        _isBroken |= Math.Abs(at.UtcTicks - _newest) > WindowAggregator.LargestClockStep.Ticks;
        _newest = Math.Max(_newest, at.UtcTicks);
        var until = Math.Min(_newest, _view.SeenUntil);
        if (until > _accountedUntil)
        {
            Add(_view.Tally, until - _accountedUntil, _view.BeginsAnew() ? 1 : 0);
        }

        _accountedUntil = _newest;
    }

    private void Add(FrameTally frame, long ticks, int frames)
    {
        if (frame.Condition is FrameCondition.Usable)
        {
            _faces.Add(frame.Faces, ticks, frames);
            _attentive.Add(frame.Attentive, ticks, frames);
            _usableTicks += ticks;
        }
    }

    private FinishedLesson Finish(DateTimeOffset at, bool wasEnded)
    {
        var start = Start!.Value;
        var end = WholeSeconds(at) > start ? WholeSeconds(at) : start;
        var status = !wasEnded ? LessonStatus.NotEnded
            : _wasClosed ? LessonStatus.Closed
            : _isBroken || _usableTicks < _options.MinimumCoverage * (end - start).Ticks ? LessonStatus.NoSignal
            : LessonStatus.Ok;
        var nothing = new LessonRelease
        {
            LessonStart = start,
            LessonEnd = end,
            Mode = _options.Mode!.Value,
            Status = status,
            MinimumGroup = _options.MinimumGroup,
            Epsilon = 0,
            Unit = LessonRelease.OnePersonInOneLesson,
            DailyEpsilon = (double)_options.Lessons.DailyThousandths / LessonOptions.Thousandths,
        };
        var counts = (_faces.Quantile(_options.Presence.QuantileOfFaces), _attentive.Quantile(Median));
        Start = null;
        Forget();
        return new FinishedLesson(_mechanism, nothing, counts, _options.Lessons.EpsilonThousandths);
    }

    private void Forget()
    {
        _faces.Clear();
        _attentive.Clear();
        _usableTicks = 0;
        _view.Forget();
    }
}
