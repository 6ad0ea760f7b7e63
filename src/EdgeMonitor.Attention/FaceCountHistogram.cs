namespace EdgeMonitor.Attention;

/// <summary>
/// For how long, and in how many frames, each number of faces was in view. It has a fixed size and never allocates.
/// </summary>
internal sealed class FaceCountHistogram
{
    /// <summary>More faces than this count as this many.</summary>
    public const int MostFaces = 255;

    /// <summary>
    /// A number of faces is believed when at least this many frames showed it: with few frames, a single one can be a large part
    /// of the time, and a false detection must not make a person.
    /// </summary>
    public const int LeastFrames = 3;

    private readonly long[] _ticks = new long[MostFaces + 1];
    private readonly int[] _frames = new int[MostFaces + 1];
    private long _totalTicks;

    /// <summary>Adds time for which <paramref name="faces"/> were in view, and the frames that began with it.</summary>
    public void Add(int faces, long ticks, int frames)
    {
        var bin = Math.Min(faces, MostFaces);
        _ticks[bin] += ticks;
        _frames[bin] += frames;
        _totalTicks += ticks;
    }

    /// <summary>Takes away everything that was added to both this and <paramref name="part"/>.</summary>
    public void Subtract(FaceCountHistogram part)
    {
        for (var bin = 0; bin <= MostFaces; bin++)
        {
            _ticks[bin] -= part._ticks[bin];
            _frames[bin] -= part._frames[bin];
        }

        _totalTicks -= part._totalTicks;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_ticks);
        Array.Clear(_frames);
        _totalTicks = 0;
    }

    /// <summary>
    /// The quantile of the faces in view, weighted by time: the largest number that was reached or passed for at least
    /// 1 - <paramref name="quantile"/> of the time, and in at least <see cref="LeastFrames"/> frames; 0 when there is none.
    /// </summary>
    public int Quantile(double quantile)
    {
        var needed = (1 - quantile) * _totalTicks;
        var ticks = 0L;
        var frames = 0;
        for (var bin = MostFaces; bin > 0; bin--)
        {
            ticks += _ticks[bin];
            frames += _frames[bin];
            if (ticks >= needed && frames >= LeastFrames)
            {
                return bin;
            }
        }

        return 0;
    }
}
