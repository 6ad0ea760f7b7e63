namespace EdgeMonitor.Attention;

/// <summary>
/// Estimates the people present from the faces in view over the last minutes. Time is cut into slices with a histogram each,
/// in a ring; a slice that is too old leaves as a whole. So memory is fixed, a frame costs no allocation, and no frame is kept.
/// </summary>
/// <remarks>
/// Until the whole time has been seen, the quantile is that of the time seen so far: in the first window it is that window's
/// own. After people leave, the estimate falls once the share of the time with more faces has left the ring.
/// </remarks>
internal sealed class PresenceEstimator
{
    private const int SliceCount = 30;

    private readonly FaceCountHistogram[] _slices = new FaceCountHistogram[SliceCount];
    private readonly FaceCountHistogram _all = new();
    private readonly double _quantile;
    private readonly long _sliceTicks;
    private long _newest;

    public PresenceEstimator(PresenceOptions options)
    {
        _quantile = options.QuantileOfFaces;
        _sliceTicks = TimeSpan.FromMinutes(options.Minutes).Ticks / SliceCount;
        for (var i = 0; i < SliceCount; i++)
        {
            _slices[i] = new FaceCountHistogram();
        }
    }

    /// <summary>
    /// Adds time, from <paramref name="at"/> on, for which <paramref name="faces"/> were in view. Times must not go back.
    /// </summary>
    public void Add(long at, int faces, long ticks, int frames)
    {
        ExpireUntil(at);
        _slices[_newest % SliceCount].Add(faces, ticks, frames);
        _all.Add(faces, ticks, frames);
    }

    /// <summary>The people present at <paramref name="at"/>.</summary>
    public int Estimate(long at)
    {
        ExpireUntil(at);
        return _all.Quantile(_quantile);
    }

    /// <summary>Forgets everything, and times may start anywhere.</summary>
    public void Clear()
    {
        foreach (var slice in _slices)
        {
            slice.Clear();
        }

        _all.Clear();
        _newest = 0;
    }

    private void ExpireUntil(long at)
    {
        var slice = at / _sliceTicks;
        _newest = Math.Max(_newest, slice - SliceCount);
        while (_newest < slice)
        {
            _newest++;
            var oldest = _slices[_newest % SliceCount];
            _all.Subtract(oldest);
            oldest.Clear();
        }
    }
}
