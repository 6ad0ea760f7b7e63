namespace EdgeMonitor.Vision.Imaging;

/// <summary>A plane of 8-bit samples, row by row, that belongs to somebody else.</summary>
/// <param name="samples">The samples; <c>[height, stride]</c>, of the last row only <paramref name="width"/> need to be there.</param>
/// <param name="width">Samples of a row.</param>
/// <param name="height">Rows.</param>
/// <param name="stride">Samples from a row to the next.</param>
internal readonly ref struct PlaneView(Span<byte> samples, int width, int height, int stride)
{
    /// <summary>A plane without padding.</summary>
    public PlaneView(Span<byte> samples, int width, int height)
        : this(samples, width, height, width)
    {
    }

    /// <summary>The samples.</summary>
    public Span<byte> Samples { get; } = samples;

    /// <summary>Samples of a row.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>Samples from a row to the next.</summary>
    public int Stride { get; } = stride;

    /// <summary>A part of the plane.</summary>
    /// <param name="part">The part, wholly inside.</param>
    public PlaneView Part(PixelRectangle part) =>
        new(Samples[(part.Top * Stride + part.Left)..], part.Width, part.Height, Stride);

    /// <summary>Writes this plane, scaled, into <paramref name="target"/>.</summary>
    public unsafe void ScaleTo(PlaneView target, LibYuv.FilterMode filter)
    {
        fixed (byte* from = Samples, to = target.Samples)
        {
            LibYuv.ScalePlane(from, Stride, Width, Height, to, target.Stride, target.Width, target.Height, filter);
        }
    }
}
