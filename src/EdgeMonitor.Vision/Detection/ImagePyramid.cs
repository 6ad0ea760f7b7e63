using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// The sizes that a frame is scaled to, so that a face of any size is once about as large as P-Net's window, and the scaled
/// pictures themselves.
/// </summary>
internal sealed class ImagePyramid
{
    private readonly byte[] _pixels;
    private readonly int[] _starts;

    /// <summary>Makes buffers for a pyramid.</summary>
    public ImagePyramid(IReadOnlyList<PyramidLevel> levels)
    {
        Levels = levels;
        _starts = new int[levels.Count];
        var size = 0;
        for (var i = 0; i < levels.Count; i++)
        {
            _starts[i] = size;
            size += FrameMipmap.Channels * levels[i].Width * levels[i].Height;
        }

        _pixels = GC.AllocateUninitializedArray<byte>(size, pinned: true);
    }

    /// <summary>The levels, the largest first.</summary>
    public IReadOnlyList<PyramidLevel> Levels { get; }

    /// <summary>Lists the levels, the largest first.</summary>
    /// <param name="picture">What is to be scaled.</param>
    /// <param name="minimumFaceSize">The smallest face to be found, in pixels of the frame.</param>
    /// <param name="factor">Ratio between neighbouring levels, below 1.</param>
    /// <returns>The levels; none where the frame is smaller than the smallest face.</returns>
    public static IReadOnlyList<PyramidLevel> LevelsOf(FrameMipmap picture, int minimumFaceSize, double factor)
    {
        const int Window = ProposalNetwork.WindowSize;
        var levels = new List<PyramidLevel>();
        for (var scale = (double)Window / minimumFaceSize; Math.Min(picture.Width, picture.Height) * scale >= Window; scale *= factor)
        {
            var (width, height) = ((int)Math.Ceiling(picture.Width * scale), (int)Math.Ceiling(picture.Height * scale));
            var source = picture.LevelForBox((float)(1 / scale), 1);
            levels.Add(new PyramidLevel(
                width,
                height,
                source,
                (float)(picture.WidthAt(source) << source) / width,
                (float)(picture.HeightAt(source) << source) / height));
        }

        return levels;
    }

    /// <summary>Scales the frame to every level.</summary>
    public void Load(FrameMipmap picture)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            for (var channel = 0; channel < FrameMipmap.Channels; channel++)
            {
                picture.Plane(channel, Levels[i].Source).ScaleTo(Plane(i, channel), LibYuv.FilterMode.Box);
            }
        }
    }

    /// <summary>Overwrites the scaled pictures.</summary>
    public void Wipe() => _pixels.AsSpan().Clear();

    /// <summary>A channel of a level; all channels are as large as the luminance.</summary>
    public PlaneView Plane(int level, int channel)
    {
        var (width, height) = (Levels[level].Width, Levels[level].Height);
        return new PlaneView(_pixels.AsSpan(_starts[level] + channel * width * height, width * height), width, height);
    }
}
