namespace EdgeMonitor.Capture;

/// <summary>
/// Applies the polygons of <see cref="CameraOptions"/> to frames of whatever size they come in. Not thread-safe; a mask is made
/// when the size changes.
/// </summary>
internal sealed class FramePainter
{
    private readonly Polygon[] _masks;
    private readonly Polygon[] _regions;
    private PixelMask? _mask;

    /// <summary>Reads the polygons.</summary>
    /// <param name="options">Options without mistakes.</param>
    public FramePainter(CameraOptions options)
    {
        _masks = Array.ConvertAll(options.Masks, Polygon.Parse);
        _regions = Array.ConvertAll(options.Regions, Polygon.Parse);
    }

    /// <summary>Paints over what nobody may see.</summary>
    public void Apply(Frame frame)
    {
        if (_masks.Length == 0 && _regions.Length == 0)
        {
            return;
        }

        if (_mask is null || (_mask.Width, _mask.Height) != (frame.Width, frame.Height))
        {
            _mask = PixelMask.Create(frame.Width, frame.Height, _masks, _regions);
        }

        _mask.Apply(frame);
    }
}
