using EdgeMonitor.Contracts;

namespace EdgeMonitor.Attention;

/// <summary>
/// Keeps the sums of one window and what outlasts it, presence and suppression, and turns them into figures that may be
/// published. Times and durations are in ticks.
/// </summary>
internal sealed class RoomAccount
{
    private readonly double _minimumCoverage;
    private readonly double _quantileOfFaces;
    private readonly bool _givesNumbers;
    private readonly Rounding _rounding;
    private readonly PresenceEstimator _presence;
    private readonly FaceCountHistogram _inView = new();
    private readonly SuppressionGate _numbers;
    private readonly SuppressionGate _expressions;
    private readonly ExpressionSums? _expressionSums;
    private long _usableTicks;
    private long _darkTicks;
    private long _faceTicks;
    private long _attentiveTicks;

    public RoomAccount(AttentionOptions options, Rounding rounding, bool sumsExpressions)
    {
        _minimumCoverage = options.MinimumCoverage;
        _quantileOfFaces = options.Presence.QuantileOfFaces;
        _givesNumbers = !options.Lessons.Enabled;
        _rounding = rounding;
        _presence = new PresenceEstimator(options.Presence);
        _numbers = new SuppressionGate(options.MinimumGroup, options.SuppressionMargin);
        _expressions = new SuppressionGate(options.MinimumGroup, options.SuppressionMargin);
        _expressionSums = sumsExpressions ? new ExpressionSums() : null;
    }

    /// <summary>
    /// Adds the time from <paramref name="at"/> on for which a frame stood for the room, and whether it began with it.
    /// </summary>
    public void Add(FrameTally frame, long at, long ticks, bool begins)
    {
        if (frame.Condition != FrameCondition.Usable)
        {
            _darkTicks += ticks;
            return;
        }

        var frames = begins ? 1 : 0;
        _usableTicks += ticks;
        _faceTicks += ticks * frame.Faces;
        _attentiveTicks += ticks * frame.Attentive;
        _inView.Add(frame.Faces, ticks, frames);
        _presence.Add(at, frame.Faces, ticks, frames);
        if (frame.Expressions is not null)
        {
            _expressionSums?.Add(frame.Expressions, ticks);
        }
    }

    /// <summary>The figures of a window that ends at <paramref name="end"/>; the next one starts empty.</summary>
    public WindowFigures CloseWindow(long end, long length)
    {
        var figures = Judge(end, length);
        DropWindow();
        return figures;
    }

    /// <summary>Drops the window without a look at it; the next one starts empty.</summary>
    public void DropWindow()
    {
        _usableTicks = 0;
        _darkTicks = 0;
        _faceTicks = 0;
        _attentiveTicks = 0;
        _inView.Clear();
        _expressionSums?.Clear();
    }

    /// <summary>Forgets the window, the people present and that there ever was a group.</summary>
    public void Forget()
    {
        DropWindow();
        _presence.Clear();
        _numbers.Shut();
        _expressions.Shut();
    }

    private WindowFigures Judge(long end, long length)
    {
        var coverage = _rounding.Share((double)_usableTicks / length);
        var needed = _minimumCoverage * length;
        if (_usableTicks + _darkTicks < needed)
        {
            return new WindowFigures(WindowStatus.NoSignal, coverage);
        }

        if (_usableTicks < needed)
        {
            return new WindowFigures(WindowStatus.LowLight, coverage);
        }

        // The group is what this window itself has shown. The longer memory of presence would still count people who have left,
        // and numbers about the last two would pass as numbers about twenty.
        var group = _inView.Quantile(_quantileOfFaces);
        var meanInView = (double)_faceTicks / _usableTicks;
        var admitsExpressions = _expressions.Decide(meanInView);

        // Numbers per window beside a lesson's release would undo its noise.
        if (!_numbers.Decide(group) || !_givesNumbers)
        {
            return new WindowFigures(WindowStatus.Suppressed, coverage);
        }

        var people = Math.Max(group, _presence.Estimate(end));
        var personTicks = (double)_usableTicks * people;
        return new WindowFigures(
            WindowStatus.Ok,
            coverage,
            _rounding.People(people),
            _rounding.Share(_faceTicks / personTicks),
            _rounding.Share(_attentiveTicks / personTicks),
            admitsExpressions ? _expressionSums?.Over(_faceTicks, _rounding) : null);
    }
}
