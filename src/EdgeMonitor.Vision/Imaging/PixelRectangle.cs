namespace EdgeMonitor.Vision.Imaging;

/// <summary>A rectangle of whole pixels, which may reach beyond the picture.</summary>
internal readonly record struct PixelRectangle(int Left, int Top, int Width, int Height)
{
    /// <summary>The right edge, exclusive.</summary>
    public int Right => Left + Width;

    /// <summary>The lower edge, exclusive.</summary>
    public int Bottom => Top + Height;

    /// <summary>The whole pixels nearest to <paramref name="box"/>, at least one by one.</summary>
    /// <param name="box">A box in pixels of the frame.</param>
    /// <param name="unit">How many pixels of the frame one pixel of this rectangle's picture is wide.</param>
    public static PixelRectangle Around(BoundingBox box, int unit = 1)
    {
        var left = (int)MathF.Round(box.Left / unit);
        var top = (int)MathF.Round(box.Top / unit);
        return new PixelRectangle(
            left,
            top,
            Math.Max(1, (int)MathF.Round(box.Right / unit) - left),
            Math.Max(1, (int)MathF.Round(box.Bottom / unit) - top));
    }

    /// <summary>The part inside a picture of this size; its width or height is not positive where nothing is.</summary>
    public PixelRectangle Within(int width, int height)
    {
        var left = Math.Max(Left, 0);
        var top = Math.Max(Top, 0);
        return new PixelRectangle(left, top, Math.Min(Right, width) - left, Math.Min(Bottom, height) - top);
    }

    /// <summary>The same area as a box, in pixels that are <paramref name="unit"/> times smaller.</summary>
    public BoundingBox ToBox(int unit) => new(Left * unit, Top * unit, Right * unit, Bottom * unit);
}
