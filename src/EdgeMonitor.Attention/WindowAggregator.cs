using System.ComponentModel.DataAnnotations;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Attention;

/// <summary>
/// Turns the faces of single frames into one <see cref="RoomAggregate"/> per window. Not safe for several threads: one loop
/// feeds it frames as they come and, about once a second, the time.
/// </summary>
/// <remarks>
/// <para>
/// Windows start at whole multiples of their length, counted in UTC from midnight, so that the devices of a school line up.
/// (Lengths that do not divide a day are counted on from 0001-01-01.) They follow each other without gaps; a window without
/// frames is published as <see cref="WindowStatus.NoSignal"/>.
/// </para>
/// <para>
/// Frames come irregularly, so each counts for the time until the next one, at most
/// <see cref="AttentionOptions.FrameValidSeconds"/>; a frame reaches over the end of a window into the next. Where several cameras
/// share a room, each seeing another part of it, their newest frames are added up; while one of them has none, the room is not seen.
/// </para>
/// <para>
/// Time stands still while it is fed times that lie before those it has seen: a small step back of the clock, or a frame that
/// comes late, takes effect at the newest time. A step of more than <see cref="LargestClockStep"/> in either direction means
/// that the clock was wrong, or nobody fed anything for as long: the window in progress and the people present are forgotten,
/// nothing is published for it, and windows go on at the new time.
/// </para>
/// <para>
/// The sequence is the end of the window in Unix seconds. It needs no file to rise over restarts: a process publishes only
/// windows that end after it started, and its predecessor only ones that ended before it stopped. Start time or a count of
/// windows would not do: after a change of the window length the first would overlap, the second could fall. When the clock was
/// set back by a large step, each window gets one more than the last until the time has caught up. Only a restart with a clock
/// that is behind the last window makes it fall, which is why the service starts after the clock has been set.
/// </para>
/// </remarks>
public sealed class WindowAggregator
{
    /// <summary>Steps of the clock up to this size are bridged; larger ones start anew.</summary>
    public static readonly TimeSpan LargestClockStep = TimeSpan.FromMinutes(5);

    private readonly Action<RoomAggregate> _publish;
    private readonly AttentionMode _mode;
    private readonly int _minimumGroup;
    private readonly ModelVersions _models;
    private readonly Rounding _rounding;
    private readonly RoomAccount _account;
    private readonly RoomView _view;
    private readonly long _windowTicks;
    private readonly long _frameValidTicks;

    private bool _started;
    private long _newest;
    private long _windowEnd;
    private ClosingCause[] _closedBy = [];
    private ClosingCause[] _closedInWindowBy = [];
    private long _lastSequence = long.MinValue;

    private long _accountedUntil;

    /// <summary>Starts with an open camera and no window; the first call says when.</summary>
    /// <param name="options">Checked here once more; later changes have no effect.</param>
    /// <param name="models">The networks in use, named in every message.</param>
    /// <param name="publish">Gets each window as it closes, on the thread that feeds.</param>
    /// <param name="cameras">How many cameras see the room, each another part of it; at least 1.</param>
    /// <exception cref="ArgumentException">The options have mistakes; the message lists them.</exception>
    public WindowAggregator(AttentionOptions options, ModelVersions models, Action<RoomAggregate> publish, int cameras = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(publish);
        _mode = CheckedMode(options);
        _publish = publish;
        _models = models;
        _minimumGroup = options.MinimumGroup;
        _windowTicks = TimeSpan.FromSeconds(options.WindowSeconds).Ticks;
        _frameValidTicks = TimeSpan.FromSeconds(options.FrameValidSeconds).Ticks;
        _rounding = new Rounding(options);
        var sumsExpressions = options.PublishExpressions && _mode is not AttentionMode.Orientation;
        _account = new RoomAccount(options, _rounding, sumsExpressions);
        _view = new RoomView(cameras, new AttentionRule(options), sumsExpressions);
    }

    /// <summary>Steps of the clock so far that were too large to be bridged; each has cost the window in progress.</summary>
    public long ClockSteps { get; private set; }

    /// <summary>Adds a frame. Frames that arrive while the camera is closed are not looked at.</summary>
    /// <param name="at">When the frame was captured.</param>
    /// <param name="faces">The faces in it; nothing of them is kept but counts.</param>
    /// <param name="condition">Whether it can be judged.</param>
    /// <param name="camera">Which of the room's cameras it is from, from 0.</param>
    /// <exception cref="InvalidOperationException">A face lacks a reading that the mode needs.</exception>
    public void Observe(DateTimeOffset at, ReadOnlySpan<FaceObservation> faces, FrameCondition condition, int camera = 0)
    {
        Advance(at);
        if (_closedBy.Length > 0)
        {
            return;
        }

        var from = Math.Max(at.UtcTicks, _accountedUntil);
        AccountUntil(from);
        _view.Show(camera, faces, condition, from + _frameValidTicks);
    }

    /// <summary>Closes every window that has ended by <paramref name="now"/>.</summary>
    public void Advance(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        if (!_started || Math.Abs(ticks - _newest) > LargestClockStep.Ticks)
        {
            ClockSteps += _started ? 1 : 0;
            StartAt(ticks);
        }

        _newest = Math.Max(_newest, ticks);
        while (_newest >= _windowEnd)
        {
            CloseWindow();
        }
    }

    /// <summary>
    /// Says that the camera has been closed on purpose: by switch, schedule or command. What the window in progress has seen is
    /// forgotten, with the people present; each window that the closed time touches is published as
    /// <see cref="WindowStatus.Closed"/>.
    /// </summary>
    /// <param name="at">When.</param>
    /// <param name="causes">Why; each window names every cause that held within it.</param>
    /// <exception cref="ArgumentException">There is no cause.</exception>
    public void CloseCamera(DateTimeOffset at, IReadOnlyCollection<ClosingCause> causes)
    {
        ArgumentNullException.ThrowIfNull(causes);
        if (causes.Count == 0)
        {
            throw new ArgumentException("A camera is closed for at least one cause.", nameof(causes));
        }

        Advance(at);
        _closedBy = [.. causes];
        _closedInWindowBy = [.. _closedInWindowBy.Union(causes).Order()];
        Forget();
    }

    /// <summary>Says that the camera is open again.</summary>
    public void OpenCamera(DateTimeOffset at)
    {
        Advance(at);
        _closedBy = [];
    }

    private static AttentionMode CheckedMode(AttentionOptions options)
    {
        var mistakes = new List<ValidationResult>();
        AttentionOptionsValidator.Validate(options, mistakes);
        var text = string.Join(Environment.NewLine, mistakes.Select(mistake => mistake.ErrorMessage));
        return options.Mode is { } mode && mistakes.Count == 0 ? mode : throw new ArgumentException(text, nameof(options));
    }

    private void StartAt(long ticks)
    {
        _started = true;
        _newest = ticks;
        _windowEnd = ticks - ticks % _windowTicks + _windowTicks;
        _accountedUntil = ticks;
        _closedInWindowBy = _closedBy;
        Forget();
    }

    private void Forget()
    {
        _view.Forget();
        _account.Forget();
    }

    private void AccountUntil(long ticks)
    {
        var until = Math.Min(ticks, _view.SeenUntil);
        if (until > _accountedUntil)
        {
            _account.Add(_view.Tally, _accountedUntil, until - _accountedUntil, _view.BeginsAnew());
        }

        _accountedUntil = ticks;
    }

    private void CloseWindow()
    {
        var end = _windowEnd;
        AccountUntil(end);
        var aggregate = Describe(end, _closedInWindowBy.Length > 0 ? FiguresOfClosedWindow() : _account.CloseWindow(end, _windowTicks));

        // The next window stands before anyone hears of this one, so that a subscriber that throws or calls back does no harm.
        _windowEnd = end + _windowTicks;
        _closedInWindowBy = _closedBy;
        _lastSequence = aggregate.Sequence;
        _publish(aggregate);
    }

    private WindowFigures FiguresOfClosedWindow()
    {
        _account.DropWindow();
        return new WindowFigures(WindowStatus.Closed, Coverage: 0);
    }

    private RoomAggregate Describe(long end, WindowFigures figures)
    {
        var windowEnd = new DateTimeOffset(end, TimeSpan.Zero);
        return new RoomAggregate
        {
            WindowStart = new DateTimeOffset(end - _windowTicks, TimeSpan.Zero),
            WindowEnd = windowEnd,
            Sequence = Math.Max(_lastSequence + 1, windowEnd.ToUnixTimeSeconds()),
            Mode = _mode,
            Status = figures.Status,
            ClosedBy = _closedInWindowBy is [] ? null : _closedInWindowBy,
            People = figures.People,
            VisibleShare = figures.VisibleShare,
            AttentiveShare = figures.AttentiveShare,
            Expressions = figures.Expressions,
            Coverage = figures.Coverage,
            MinimumGroup = _minimumGroup,
            Rounding = _rounding.Rule,
            Models = _models,
        };
    }
}
