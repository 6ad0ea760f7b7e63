namespace EdgeMonitor.Vision.Imaging;

/// <summary>A rectangle of whole pixels, which may reach beyond the picture.</summary>
internal readonly record struct PixelRectangle(int Left, int Top, int Width, int Height)
{
    /// <summary>The whole pixels nearest to <paramref name="box"/>, at least one by one.</summary>
    public static PixelRectangle Around(BoundingBox box)
    {
        var left = (int)MathF.Round(box.Left);
        var top = (int)MathF.Round(box.Top);
        return new PixelRectangle(
            left,
            top,
            Math.Max(1, (int)MathF.Round(box.Right) - left),
            Math.Max(1, (int)MathF.Round(box.Bottom) - top));
    }

    /// <summary>The part inside a picture of this size; its width or height is not positive where nothing is.</summary>
    public PixelRectangle Within(int width, int height)
    {
        var left = Math.Max(Left, 0);
        var top = Math.Max(Top, 0);
        return new PixelRectangle(left, top, Math.Min(Left + Width, width) - left, Math.Min(Top + Height, height) - top);
    }
}
