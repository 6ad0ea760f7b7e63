using EdgeMonitor.Capture;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>A colour picture, <c>[Height, Width, 4]</c> uint8 as B, G, R, A, whose pinned buffer grows when it must and is reused otherwise.</summary>
internal sealed class ArgbImage
{
    private const int BytesPerPixel = 4;
    private byte[] _pixels = [];

    /// <summary>Width in pixels.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>The pixels, row by row without padding.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels.AsSpan(0, Stride * Height);

    private int Stride => Width * BytesPerPixel;

    /// <summary>Takes over the colours of <paramref name="frame"/>.</summary>
    public unsafe void Load(Frame frame)
    {
        Resize(frame.Width, frame.Height);
        fixed (byte* y = frame.Y, u = frame.U, v = frame.V, argb = _pixels)
        {
            _ = LibYuv.I420ToARGB(
                y, frame.Width, u, frame.ChromaWidth, v, frame.ChromaWidth, argb, Stride, frame.Width, frame.Height);
        }
    }

    /// <summary>Becomes <paramref name="source"/>, scaled to the given size.</summary>
    public void LoadScaled(ArgbImage source, int width, int height)
    {
        Resize(width, height);
        Scale(source, new PixelRectangle(0, 0, source.Width, source.Height), new PixelRectangle(0, 0, width, height));
    }

    /// <summary>Becomes the part <paramref name="area"/> of <paramref name="source"/>, scaled to the given size; black outside the source.</summary>
    public void LoadCropped(ArgbImage source, PixelRectangle area, int width, int height)
    {
        Resize(width, height);
        var visible = area.Within(source.Width, source.Height);
        if (visible != area)
        {
            _pixels.AsSpan(0, Stride * Height).Clear();
        }

        if (visible.Width <= 0 || visible.Height <= 0)
        {
            return;
        }

        var left = (visible.Left - area.Left) * width / area.Width;
        var top = (visible.Top - area.Top) * height / area.Height;
        var right = (visible.Left - area.Left + visible.Width) * width / area.Width;
        var bottom = (visible.Top - area.Top + visible.Height) * height / area.Height;
        if (right > left && bottom > top)
        {
            Scale(source, visible, new PixelRectangle(left, top, right - left, bottom - top));
        }
    }

    /// <summary>Writes the colours as planes: <paramref name="planes"/> is <c>[3, Height, Width]</c>, red first.</summary>
    public unsafe void CopyPlanes(Span<byte> planes)
    {
        var size = Width * Height;
        planes = planes[..(3 * size)];
        fixed (byte* argb = _pixels, red = planes)
        {
            LibYuv.SplitARGBPlane(
                argb, Stride, red, Width, red + size, Width, red + 2 * size, Width, null, 0, Width, Height);
        }
    }

    private unsafe void Scale(ArgbImage source, PixelRectangle from, PixelRectangle to)
    {
        fixed (byte* input = source._pixels, output = _pixels)
        {
            _ = LibYuv.ARGBScale(
                input + from.Top * source.Stride + from.Left * BytesPerPixel, source.Stride, from.Width, from.Height,
                output + to.Top * Stride + to.Left * BytesPerPixel, Stride, to.Width, to.Height, LibYuv.FilterMode.Box);
        }
    }

    private void Resize(int width, int height)
    {
        var size = width * height * BytesPerPixel;
        if (_pixels.Length < size)
        {
            _pixels = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        }

        Width = width;
        Height = height;
    }
}
