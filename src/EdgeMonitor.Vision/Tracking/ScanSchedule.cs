namespace EdgeMonitor.Vision.Tracking;

/// <summary>
/// Decides when the whole picture is scanned again. Nothing new in a scan makes the next one come later, up to twice as late each
/// time; something new or lost makes it come soon; another picture altogether makes it come at once. Times are those of frames.
/// </summary>
internal sealed class ScanSchedule
{
    /// <summary>Share of the picture whose change makes it another picture: the camera was moved, or the light switched.</summary>
    public const double AnotherScene = 0.5;

    /// <summary>Share of the picture whose change may be somebody who came in.</summary>
    public const double Stir = 0.08;

    // Of many faces one or two always come and go.
    private const double OrdinaryDifference = 0.1;

    private readonly TimeSpan _shortest;
    private readonly TimeSpan _longest;
    private TimeSpan _interval;
    private DateTimeOffset? _last;
    private bool _expectsNews;

    /// <summary>Makes a schedule.</summary>
    /// <param name="shortest">The least time between two scans of one scene.</param>
    /// <param name="longest">The greatest time between two scans.</param>
    public ScanSchedule(TimeSpan shortest, TimeSpan longest)
    {
        _shortest = shortest;
        _longest = longest;
        _interval = shortest;
    }

    /// <summary>Whether a frame is to be scanned.</summary>
    /// <param name="at">When the frame was captured.</param>
    /// <param name="change">Share of the picture that has changed since the last scan, 0..1.</param>
    public bool IsDue(DateTimeOffset at, double change)
    {
        if (_last is not { } last || at < last || change >= AnotherScene)
        {
            return true;
        }

        return at - last >= (_expectsNews || change >= Stir ? _shortest : _interval);
    }

    /// <summary>Forgets the last scan, so that the next frame is due.</summary>
    public void Forget() => _last = null;

    /// <summary>Notes that known faces are gone.</summary>
    public void NoteLoss() => _expectsNews = true;

    /// <summary>Notes a scan.</summary>
    /// <param name="at">When its frame was captured.</param>
    /// <param name="found">Faces that it found.</param>
    /// <param name="known">Faces that were known before it.</param>
    public void NoteScan(DateTimeOffset at, int found, int known)
    {
        var isNews = _last is null || Math.Abs(found - known) > OrdinaryDifference * known;
        var longer = 2 * _interval < _longest ? 2 * _interval : _longest;
        _interval = isNews ? _shortest : longer;
        _last = at;
        _expectsNews = false;
    }
}
