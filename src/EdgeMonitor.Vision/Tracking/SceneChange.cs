using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tracking;

/// <summary>
/// Tells by a few thousand pixels of luminance how much of the picture has changed since it was last looked at closely.
/// </summary>
internal sealed class SceneChange
{
    // Sensor noise and the flicker of lamps stay below, averaged over the squares that a pixel stands for.
    private const int NoticeableDifference = 20;
    private const int Columns = 80;

    private byte[] _seen = [];
    private int _count;

    /// <summary>Share of the picture that differs from the remembered one, 0..1; 1 when none of this size is remembered.</summary>
    public double Measure(FrameMipmap picture)
    {
        var thumbnail = Thumbnail(picture);
        if (thumbnail.Length != _count)
        {
            return 1;
        }

        var changed = 0;
        for (var i = 0; i < thumbnail.Length; i++)
        {
            changed += Math.Abs(thumbnail[i] - _seen[i]) > NoticeableDifference ? 1 : 0;
        }

        return (double)changed / thumbnail.Length;
    }

    /// <summary>Overwrites what is remembered.</summary>
    public void Forget()
    {
        _seen.AsSpan().Clear();
        _count = 0;
    }

    /// <summary>Remembers the picture in place of the last one.</summary>
    public void Remember(FrameMipmap picture)
    {
        var thumbnail = Thumbnail(picture);
        if (_seen.Length < thumbnail.Length)
        {
            _seen = new byte[thumbnail.Length];
        }

        thumbnail.CopyTo(_seen);
        _count = thumbnail.Length;
    }

    private static ReadOnlySpan<byte> Thumbnail(FrameMipmap picture) =>
        picture.Plane(0, picture.LevelFor((float)picture.Width / Columns, 1)).Samples;
}
