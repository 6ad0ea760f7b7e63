using System.Diagnostics;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>
/// Writes parts of a frame as the networks read them: <c>[3, height, width]</c> uint8, red first. Scaling comes before colour
/// conversion, so that only pixels which a network sees are converted. Scratch buffers grow when they must and are used again.
/// </summary>
internal sealed class ColourReader
{
    private const int ArgbBytes = 4;
    private const byte BlackLuminance = 16;
    private const byte NoChroma = 128;

    private byte[] _planes = [];
    private byte[] _argb = [];

    /// <summary>Writes a square part of the frame, scaled; black where it reaches beyond the frame.</summary>
    /// <param name="picture">The frame.</param>
    /// <param name="box">The part, in pixels of the frame.</param>
    /// <param name="target"><c>[3, side, side]</c>.</param>
    /// <param name="side">Width and height of the target in pixels.</param>
    /// <returns>The part that was really taken: whole pixels of the level of the mipmap that it comes from.</returns>
    public BoundingBox Crop(FrameMipmap picture, BoundingBox box, Span<byte> target, int side)
    {
        var level = picture.LevelForBox(MathF.Max(box.Width, box.Height), side);
        var area = PixelRectangle.Around(box, 1 << level);
        var size = side * side;
        var planes = Grown(ref _planes, FrameMipmap.Channels * size);
        var visible = area.Within(picture.WidthAt(level), picture.HeightAt(level));
        if (visible != area)
        {
            planes[..size].Fill(BlackLuminance);
            planes[size..].Fill(NoChroma);
        }

        var shown = Place(visible, area, side);
        if (visible is { Width: > 0, Height: > 0 } && shown is { Width: > 0, Height: > 0 })
        {
            for (var channel = 0; channel < FrameMipmap.Channels; channel++)
            {
                var from = level == 0 && channel > 0 ? HalfOf(visible) : visible;
                var to = new PlaneView(planes.Slice(channel * size, size), side, side);
                picture.Plane(channel, level).Part(from).ScaleTo(to.Part(shown), LibYuv.FilterMode.Box);
            }
        }

        Convert(
            new PlaneView(planes, side, side),
            new PlaneView(planes[size..], side, side),
            new PlaneView(planes[(2 * size)..], side, side),
            target, side, size);
        return area.ToBox(1 << level);
    }

    /// <summary>Converts I444 planes of one size.</summary>
    /// <param name="y">Luminance.</param>
    /// <param name="u">Blue difference.</param>
    /// <param name="v">Red difference.</param>
    /// <param name="target">Where the first pixel of the red plane goes, and everything after it.</param>
    /// <param name="stride">Bytes from a row of the target to the next.</param>
    /// <param name="planeStride">Bytes from a plane of the target to the next.</param>
    public unsafe void Convert(PlaneView y, PlaneView u, PlaneView v, Span<byte> target, int stride, int planeStride)
    {
        Debug.Assert(target.Length >= 2 * planeStride + (y.Height - 1) * stride + y.Width, "The target is too small.");
        var pitch = ArgbBytes * y.Width;
        var scratch = Grown(ref _argb, pitch * y.Height);
        fixed (byte* luminance = y.Samples, blue = u.Samples, red = v.Samples, argb = scratch, to = target)
        {
            _ = LibYuv.I444ToARGB(luminance, y.Stride, blue, u.Stride, red, v.Stride, argb, pitch, y.Width, y.Height);
            LibYuv.SplitARGBPlane(
                argb, pitch, to, stride, to + planeStride, stride, to + 2 * planeStride, stride, null, 0, y.Width, y.Height);
        }
    }

    /// <summary>Overwrites the scratch buffers.</summary>
    public void Wipe()
    {
        _planes.AsSpan().Clear();
        _argb.AsSpan().Clear();
    }

    /// <summary>Where the visible part of an area lies in a square that shows the area.</summary>
    private static PixelRectangle Place(PixelRectangle visible, PixelRectangle area, int side)
    {
        var left = (visible.Left - area.Left) * side / area.Width;
        var top = (visible.Top - area.Top) * side / area.Height;
        return new PixelRectangle(
            left,
            top,
            (visible.Right - area.Left) * side / area.Width - left,
            (visible.Bottom - area.Top) * side / area.Height - top);
    }

    /// <summary>The chroma samples of an area of level 0.</summary>
    private static PixelRectangle HalfOf(PixelRectangle area)
    {
        var (left, top) = (area.Left / 2, area.Top / 2);
        return new PixelRectangle(left, top, (area.Right + 1) / 2 - left, (area.Bottom + 1) / 2 - top);
    }

    private static Span<byte> Grown(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }

        return buffer.AsSpan(0, length);
    }
}
