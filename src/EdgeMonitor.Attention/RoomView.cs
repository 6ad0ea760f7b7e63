using EdgeMonitor.Vision;

namespace EdgeMonitor.Attention;

/// <summary>
/// What the room's cameras show together: the sums over the newest frame of each. Only while every camera has a frame that is still
/// valid is the room seen; a part of it would be taken for the whole.
/// </summary>
internal sealed class RoomView
{
    private readonly View[] _views;
    private readonly FrameTally _sum;

    public RoomView(int cameras, AttentionRule rule, bool sumsExpressions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cameras, 1);
        _views = [.. Enumerable.Range(0, cameras).Select(_ => new View(new FrameTally(rule, sumsExpressions)))];
        _sum = new FrameTally(rule, sumsExpressions);
    }

    /// <summary>The counts of all cameras together.</summary>
    public FrameTally Tally => _views is [var only] ? only.Tally : _sum;

    /// <summary>Until when all of the room is seen, in ticks; <see cref="long.MinValue"/> while a camera has shown nothing.</summary>
    public long SeenUntil { get; private set; } = long.MinValue;

    /// <summary>Takes a camera's frame in place of its last one; when the rule throws, the last one stands.</summary>
    /// <param name="camera">Which camera, from 0.</param>
    /// <param name="faces">The faces in it.</param>
    /// <param name="condition">Whether it can be judged.</param>
    /// <param name="validUntil">How long it stands for what the camera sees, in ticks.</param>
    public void Show(int camera, ReadOnlySpan<FaceObservation> faces, FrameCondition condition, long validUntil)
    {
        var view = _views[camera];
        view.Tally.Count(faces, condition);
        (view.ValidUntil, view.IsNew) = (validUntil, true);
        SeenUntil = validUntil;
        foreach (var other in _views)
        {
            SeenUntil = Math.Min(SeenUntil, other.ValidUntil);
        }

        if (_views.Length > 1)
        {
            _sum.Clear();
            foreach (var other in _views)
            {
                _sum.Add(other.Tally);
            }
        }
    }

    /// <summary>
    /// Whether every camera has shown a new frame since this was true last. So a detector's slip in one frame of one camera does not
    /// count as several because the others went on.
    /// </summary>
    public bool BeginsAnew()
    {
        if (!Array.TrueForAll(_views, static view => view.IsNew))
        {
            return false;
        }

        foreach (var view in _views)
        {
            view.IsNew = false;
        }

        return true;
    }

    /// <summary>Forgets all frames.</summary>
    public void Forget()
    {
        SeenUntil = long.MinValue;
        foreach (var view in _views)
        {
            view.ValidUntil = long.MinValue;
        }
    }

    /// <summary>The newest frame of one camera.</summary>
    private sealed class View(FrameTally tally)
    {
        public FrameTally Tally { get; } = tally;

        public long ValidUntil { get; set; } = long.MinValue;

        public bool IsNew { get; set; }
    }
}
