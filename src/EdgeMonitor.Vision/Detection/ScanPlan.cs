using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// How the image pyramid of frames of one size is laid out on sheets of one size, which P-Net takes one after the other. Every
/// position of P-Net's window on every level is on exactly one sheet.
/// </summary>
/// <remarks>
/// A call for each level would make the runtime keep buffers for eleven shapes, the largest far beyond a processor's second-level
/// cache; one call for all would be larger still. A sheet stays in the cache, and has one shape and one set of buffers.
/// </remarks>
internal sealed class ScanPlan
{
    // P-Net keeps about 20 bytes a pixel between its layers: this many fit into a second-level cache of half to one megabyte.
    private const int SheetPixels = 40_000;
    private const int SmallestSide = 96;
    private const int LargestSide = 768;
    private const int SideStep = 16;

    // What a call costs besides its pixels, in pixels.
    private const int CallPixels = 500;

    // Neighbouring tiles overlap by all but a step of the window, so that no position falls between them.
    private const int Overlap = ProposalNetwork.WindowSize - ProposalNetwork.Stride;

    private ScanPlan(IReadOnlyList<PyramidLevel> levels, int width, int height, ScanTile[][] sheets)
    {
        Levels = levels;
        SheetWidth = width;
        SheetHeight = height;
        Sheets = sheets;
    }

    /// <summary>The levels of the pyramid, the largest first.</summary>
    public IReadOnlyList<PyramidLevel> Levels { get; }

    /// <summary>Width of a sheet in pixels.</summary>
    public int SheetWidth { get; }

    /// <summary>Height of a sheet in pixels.</summary>
    public int SheetHeight { get; }

    /// <summary>The tiles on each sheet.</summary>
    public ScanTile[][] Sheets { get; }

    /// <summary>Pixels that P-Net looks at in a scan.</summary>
    public long Pixels => (long)Sheets.Length * SheetWidth * SheetHeight;

    /// <summary>Makes the plan that costs least.</summary>
    /// <param name="levels">The levels, the largest first.</param>
    /// <param name="mask">Where the picture was painted over: tiles that would show nothing else are left out.</param>
    /// <param name="threads">Threads of a call; each has a cache of its own.</param>
    public static ScanPlan Create(IReadOnlyList<PyramidLevel> levels, PixelMask? mask, int threads)
    {
        if (levels.Count == 0)
        {
            return new ScanPlan(levels, SmallestSide, SmallestSide, []);
        }

        ScanPlan? best = null;
        long leastCost = long.MaxValue;
        foreach (var (width, height) in Sizes(levels[0], SheetPixels * threads))
        {
            var packer = new SheetPacker(width, height);
            foreach (var (level, area) in Tiles(levels, mask, width, height).OrderByDescending(tile => tile.Area.Height).ThenByDescending(tile => tile.Area.Width))
            {
                packer.Add(level, area);
            }

            var cost = (long)packer.Count * (width * height + CallPixels);
            if (cost < leastCost)
            {
                leastCost = cost;
                best = new ScanPlan(levels, width, height, packer.Sheets);
            }
        }

        return best!;
    }

    private static IEnumerable<(int Width, int Height)> Sizes(PyramidLevel largest, int pixels)
    {
        for (var width = SmallestSide; width <= LargestSide; width += SideStep)
        {
            for (var height = SmallestSide; height <= LargestSide; height += SideStep)
            {
                // A frame so small that one small sheet holds it needs no larger one.
                var isSmallest = width == SmallestSide && height == SmallestSide;
                if (isSmallest || (width * height <= pixels && width <= Roof(largest.Width) && height <= Roof(largest.Height)))
                {
                    yield return (width, height);
                }
            }
        }
    }

    private static int Roof(int side) => (side + SideStep - 1) / SideStep * SideStep;

    private static IEnumerable<(int Level, PixelRectangle Area)> Tiles(
        IReadOnlyList<PyramidLevel> levels, PixelMask? mask, int width, int height)
    {
        for (var index = 0; index < levels.Count; index++)
        {
            var level = levels[index];
            foreach (var (top, tileHeight) in Cuts(level.Height, height))
            {
                foreach (var (left, tileWidth) in Cuts(level.Width, width))
                {
                    var area = new PixelRectangle(left, top, tileWidth, tileHeight);
                    if (mask is null || !IsPaintedOver(mask, level, area))
                    {
                        yield return (index, area);
                    }
                }
            }
        }
    }

    private static IEnumerable<(int Start, int Length)> Cuts(int size, int most)
    {
        for (var start = 0; size - start >= ProposalNetwork.WindowSize; start += most - Overlap)
        {
            yield return (start, Math.Min(most, size - start));
        }
    }

    private static bool IsPaintedOver(PixelMask mask, PyramidLevel level, PixelRectangle area) => mask.Covers(
        (int)(area.Left * level.ScaleX),
        (int)(area.Top * level.ScaleY),
        (int)MathF.Ceiling(area.Right * level.ScaleX),
        (int)MathF.Ceiling(area.Bottom * level.ScaleY));
}
