using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Health;

/// <summary>Counts the frames that could not be judged well, until the next health report takes the counts. Safe for several threads.</summary>
internal sealed class PictureMeter
{
    /// <summary>Width in pixels below which a face is judged badly.</summary>
    public const float SmallFace = 28;

    private const int LeastFaces = 5;
    private const double Step = 0.05;

    private readonly Lock _lock = new();
    private int _frames;
    private int _dark;
    private int _blurred;
    private int _small;

    /// <summary>Adds a frame.</summary>
    public void Add(PictureQuality quality, ReadOnlySpan<FaceObservation> faces)
    {
        var small = 0;
        foreach (ref readonly var face in faces)
        {
            small += face.Box.Width < SmallFace ? 1 : 0;
        }

        lock (_lock)
        {
            _frames++;
            _dark += quality.IsTooDark ? 1 : 0;
            _blurred += quality.IsBlurred ? 1 : 0;
            _small += faces.Length >= LeastFaces && 2 * small > faces.Length ? 1 : 0;
        }
    }

    /// <summary>The shares since the last call, null when there was no frame; starts anew.</summary>
    /// <param name="tellOfFaces">Whether what depends on the number of faces may be told.</param>
    public PictureHealth? Take(bool tellOfFaces)
    {
        lock (_lock)
        {
            var health = _frames == 0 ? null : new PictureHealth(Share(_dark), Share(_blurred), tellOfFaces ? Share(_small) : null);
            (_frames, _dark, _blurred, _small) = (0, 0, 0, 0);
            return health;
        }
    }

    // Through decimal, so that 0.15 is written as 0.15.
    private double Share(int count) => (double)Math.Round((decimal)Math.Round(count / (_frames * Step)) * (decimal)Step, decimals: 2);
}
