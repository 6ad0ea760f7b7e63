using EdgeMonitor.Capture;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>Measures <see cref="PictureQuality"/> on a frame's mipmap.</summary>
internal static class QualityMeter
{
    private const byte Black = 16;
    private const int CoarseLevel = 2;
    private const int RowStep = 8;

    // A wall has no detail at any scale: below this difference the ratio would be one of noise.
    private const double LeastDetail = 0.5;

    /// <summary>Mean luminance of what is not masked.</summary>
    public static double Luminance(FrameMipmap picture, PixelMask? mask)
    {
        var thumbnail = picture.Plane(0, picture.Levels - 1);
        var sum = 0L;
        foreach (var pixel in thumbnail.Samples)
        {
            sum += pixel;
        }

        var mean = (double)sum / thumbnail.Samples.Length;
        var visible = 1 - (mask?.Share ?? 0);
        return visible > 0 ? (mean - Black * (1 - visible)) / visible : Black;
    }

    /// <summary>See <see cref="PictureQuality.Sharpness"/>.</summary>
    public static double Sharpness(FrameMipmap picture)
    {
        if (picture.Levels <= CoarseLevel)
        {
            return 1;
        }

        var coarse = Detail(picture.Plane(0, CoarseLevel), 1);
        return coarse < LeastDetail ? 1 : Detail(picture.Plane(0, 0), RowStep) / coarse;
    }

    private static double Detail(PlaneView plane, int rowStep)
    {
        var (sum, count) = (0L, 0L);
        for (var row = 0; row < plane.Height; row += rowStep)
        {
            ReadOnlySpan<byte> line = plane.Samples.Slice(row * plane.Stride, plane.Width);
            for (var column = 1; column < line.Length; column++)
            {
                sum += Math.Abs(line[column] - line[column - 1]);
            }

            count += line.Length - 1;
        }

        return count == 0 ? 0 : (double)sum / count;
    }
}
