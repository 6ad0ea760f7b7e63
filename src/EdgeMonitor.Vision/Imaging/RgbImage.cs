using EdgeMonitor.Capture;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>
/// The colours of a frame as the networks read them: <c>[3, Height, Width]</c> uint8, red first. Buffers grow when they must
/// and are reused otherwise.
/// </summary>
/// <remarks>Planes, because only libyuv's scaling of single planes averages over all pixels when it makes a picture much smaller.</remarks>
internal sealed class RgbImage
{
    private const int Channels = 3;
    private const int ArgbBytes = 4;
    private byte[] _argb = [];
    private byte[] _planes = [];

    /// <summary>Width in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>The planes, row by row without padding.</summary>
    public ReadOnlySpan<byte> Planes => _planes.AsSpan(0, Channels * Width * Height);

    /// <summary>Takes over the colours of <paramref name="frame"/>.</summary>
    public unsafe void Load(Frame frame)
    {
        Resize(frame.Width, frame.Height);
        var size = Width * Height;
        fixed (byte* y = frame.Y, u = frame.U, v = frame.V, argb = _argb, red = _planes)
        {
            _ = LibYuv.I420ToARGB(
                y, frame.Width, u, frame.ChromaWidth, v, frame.ChromaWidth, argb, Width * ArgbBytes, Width, Height);
            LibYuv.SplitARGBPlane(
                argb, Width * ArgbBytes, red, Width, red + size, Width, red + 2 * size, Width, null, 0, Width, Height);
        }
    }

    /// <summary>Writes the whole picture, scaled.</summary>
    /// <param name="target"><c>[3, height, width]</c>.</param>
    /// <param name="width">Width of the target in pixels.</param>
    /// <param name="height">Height of the target in pixels.</param>
    public void ScaleTo(Span<byte> target, int width, int height) =>
        CropTo(new PixelRectangle(0, 0, Width, Height), target, width, height);

    /// <summary>Writes a part of the picture, scaled; black where it reaches beyond the picture.</summary>
    /// <param name="area">The part.</param>
    /// <param name="target"><c>[3, height, width]</c>.</param>
    /// <param name="width">Width of the target in pixels.</param>
    /// <param name="height">Height of the target in pixels.</param>
    public void CropTo(PixelRectangle area, Span<byte> target, int width, int height)
    {
        var visible = area.Within(Width, Height);
        if (visible != area)
        {
            target.Clear();
        }

        var left = (visible.Left - area.Left) * width / area.Width;
        var top = (visible.Top - area.Top) * height / area.Height;
        var right = (visible.Left + visible.Width - area.Left) * width / area.Width;
        var bottom = (visible.Top + visible.Height - area.Top) * height / area.Height;
        if (visible.Width <= 0 || visible.Height <= 0 || right <= left || bottom <= top)
        {
            return;
        }

        for (var channel = 0; channel < Channels; channel++)
        {
            Scale(
                Planes[(channel * Width * Height + visible.Top * Width + visible.Left)..], visible.Width, visible.Height,
                target[(channel * width * height + top * width + left)..], width, right - left, bottom - top);
        }
    }

    private unsafe void Scale(
        ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight,
        Span<byte> target, int targetStride, int targetWidth, int targetHeight)
    {
        fixed (byte* from = source, to = target)
        {
            LibYuv.ScalePlane(
                from, Width, sourceWidth, sourceHeight, to, targetStride, targetWidth, targetHeight, LibYuv.FilterMode.Box);
        }
    }

    private void Resize(int width, int height)
    {
        if ((Width, Height) == (width, height))
        {
            return;
        }

        (Width, Height) = (width, height);
        _argb = new byte[ArgbBytes * width * height];
        _planes = new byte[Channels * width * height];
    }
}
