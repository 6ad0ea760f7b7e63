using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>Tells whether a room is too dark to look for faces.</summary>
internal static class LightMeter
{
    /// <summary>
    /// Mean luminance (BT.601 limited range, 16 is black) below which a frame is too dark: a twelfth of the range. Cameras
    /// raise their gain long before; what is still this dark is a room with the light off.
    /// </summary>
    public const int DarkestMean = 34;

    private const int RowStep = 8;
    private const int ColumnStep = 8;

    /// <summary>Whether the frame is too dark, by every eighth pixel of every eighth row.</summary>
    public static bool IsTooDark(Frame frame)
    {
        var sum = 0L;
        var count = 0;
        for (var row = 0; row < frame.Height; row += RowStep)
        {
            var line = frame.Y.Slice(row * frame.Width, frame.Width);
            for (var column = 0; column < line.Length; column += ColumnStep)
            {
                sum += line[column];
                count++;
            }
        }

        return sum < (long)DarkestMean * count;
    }
}
