using System.Runtime.InteropServices;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>
/// A frame and its halves (mipmap, Williams 1983): at level k every pixel is the mean of a square of 2^k. What is to be made
/// smaller is taken from the level that is just large enough, so that no pixel is read much more often than it is needed. Level 0
/// is the frame itself, never copied. Buffers grow when the frame's size changes and are used again otherwise.
/// </summary>
/// <remarks>
/// The chroma of I420 is as large as the luminance of level 1: from there on a level is I444. An odd last row or column has no
/// partner and is missing from the next level.
/// </remarks>
internal sealed class FrameMipmap
{
    /// <summary>Channels of a picture: luminance, blue and red difference.</summary>
    public const int Channels = 3;

    // With 1 or 2 the detector loses faces in profile on the photos that the tests know.
    private const int Oversampling = 4;

    // A level below this is smaller than any window that a network looks at.
    private const int SmallestSide = 24;
    private const int MostLevels = 7;

    private readonly byte[][] _halves = [[], [], []];
    private Frame? _frame;

    /// <summary>Width of the frame in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Height of the frame in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>How many levels there are, at least 1.</summary>
    public int Levels { get; private set; } = 1;

    /// <summary>Width of a level's luminance in its pixels.</summary>
    public int WidthAt(int level) => Width >> level;

    /// <summary>Height of a level's luminance in its pixels.</summary>
    public int HeightAt(int level) => Height >> level;

    /// <summary>Takes a frame, which has to live until the last use, and halves it as often as it makes sense.</summary>
    public void Load(Frame frame)
    {
        _frame = frame;
        Resize(frame.Width, frame.Height);
        for (var level = 1; level < Levels; level++)
        {
            Halve(0, level);
            if (level > 1)
            {
                Halve(1, level);
                Halve(2, level);
            }
        }
    }

    /// <summary>Lets go of the frame.</summary>
    public void Release() => _frame = null;

    /// <summary>Overwrites the halves.</summary>
    public void Wipe()
    {
        foreach (var halves in _halves)
        {
            halves.AsSpan().Clear();
        }
    }

    /// <summary>
    /// The smallest level from which libyuv's box filter makes a good picture of so many pixels: it averages over whole pixels, so
    /// it needs several of them for each, or its boxes would be unequal.
    /// </summary>
    public int LevelForBox(float side, int pixels) => LevelFor(side / Oversampling, pixels);

    /// <summary>The smallest level that still has at least <paramref name="pixels"/> pixels for <paramref name="side"/> of the frame.</summary>
    public int LevelFor(float side, int pixels)
    {
        var level = 0;
        while (level + 1 < Levels && side >= pixels << (level + 1))
        {
            level++;
        }

        return level;
    }

    /// <summary>A channel of a level. The chroma of level 0 has half as many columns and rows, rounded up.</summary>
    public PlaneView Plane(int channel, int level)
    {
        var frame = _frame ?? throw new InvalidOperationException("No frame is loaded.");
        return (channel, level) switch
        {
            (0, 0) => new PlaneView(frame.Y, frame.Width, frame.Height),
            (1, 0 or 1) => new PlaneView(frame.U, frame.ChromaWidth, frame.ChromaHeight),
            (2, 0 or 1) => new PlaneView(frame.V, frame.ChromaWidth, frame.ChromaHeight),
            _ => Half(channel, level),
        };
    }

    private void Halve(int channel, int level)
    {
        var from = Plane(channel, level - 1);
        var to = Half(channel, level);

        // The chroma of an odd frame has a column more than two halves need.
        from.Part(new PixelRectangle(0, 0, 2 * to.Width, 2 * to.Height)).ScaleTo(to, LibYuv.FilterMode.Box);
    }

    private PlaneView Half(int channel, int level)
    {
        var start = 0;
        for (var before = FirstHalf(channel); before < level; before++)
        {
            start += WidthAt(before) * HeightAt(before);
        }

        var (width, height) = (WidthAt(level), HeightAt(level));
        return new PlaneView(_halves[channel].AsSpan(start, width * height), width, height);
    }

    private void Resize(int width, int height)
    {
        if ((Width, Height) == (width, height))
        {
            return;
        }

        (Width, Height) = (width, height);
        Levels = 1;
        while (Levels < MostLevels && Math.Min(width, height) >> Levels >= SmallestSide)
        {
            Levels++;
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            var size = 0;
            for (var level = FirstHalf(channel); level < Levels; level++)
            {
                size += WidthAt(level) * HeightAt(level);
            }

            _halves[channel] = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        }
    }

    private static int FirstHalf(int channel) => channel == 0 ? 1 : 2;
}
