namespace EdgeMonitor.Capture;

/// <summary>
/// One picture: 8-bit YUV 4:2:0 in three planes without padding (I420), BT.601, limited range. The buffer is pinned, so that
/// native code may read it without a copy, and goes back to its pool on <see cref="Dispose"/>; it exists in memory only.
/// </summary>
public sealed class Frame : IDisposable
{
    private readonly byte[] _pixels;
    private readonly Action<Frame>? _release;
    private int _returned;

    /// <summary>Makes a frame of its own, to be filled by the caller.</summary>
    /// <param name="width">Width in pixels, at least 1; chroma planes are rounded up.</param>
    /// <param name="height">Height in pixels, at least 1; chroma planes are rounded up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public Frame(int width, int height)
        : this(width, height, release: null)
    {
    }

    internal Frame(int width, int height, Action<Frame>? release)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        Height = height;
        _release = release;
        _pixels = GC.AllocateUninitializedArray<byte>(SizeOf(width, height), pinned: true);
    }

    /// <summary>Width of the luminance plane in pixels, which is also its stride.</summary>
    public int Width { get; }

    /// <summary>Height of the luminance plane in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of each chroma plane in samples, which is also its stride.</summary>
    public int ChromaWidth => (Width + 1) / 2;

    /// <summary>Height of each chroma plane in samples.</summary>
    public int ChromaHeight => (Height + 1) / 2;

    /// <summary>Which of the room's cameras it is from, from 0.</summary>
    public int Camera { get; set; }

    /// <summary>Counts the frames of one camera, from 0; gaps are frames that were passed over.</summary>
    public long Sequence { get; set; }

    /// <summary>When the frame arrived, UTC.</summary>
    public DateTimeOffset CapturedAt { get; set; }

    /// <summary>Where the frame was painted over; null where nowhere.</summary>
    public PixelMask? Mask { get; set; }

    /// <summary>All planes, one after the other: Y, U, V.</summary>
    public Memory<byte> Pixels => _pixels;

    /// <summary>Luminance, <c>[Height, Width]</c>, 16..235.</summary>
    public Span<byte> Y => _pixels.AsSpan(0, Width * Height);

    /// <summary>Blue difference, <c>[ChromaHeight, ChromaWidth]</c>, 16..240.</summary>
    public Span<byte> U => _pixels.AsSpan(Width * Height, ChromaWidth * ChromaHeight);

    /// <summary>Red difference, <c>[ChromaHeight, ChromaWidth]</c>, 16..240.</summary>
    public Span<byte> V => _pixels.AsSpan(Width * Height + ChromaWidth * ChromaHeight, ChromaWidth * ChromaHeight);

    /// <summary>Bytes of a frame of this size.</summary>
    public static int SizeOf(int width, int height) => checked(width * height + 2 * ((width + 1) / 2) * ((height + 1) / 2));

    /// <summary>Gives the buffer back. The frame must not be used afterwards; giving it back twice does nothing more.</summary>
    public void Dispose()
    {
        if (_release is not null && Interlocked.Exchange(ref _returned, 1) == 0)
        {
            _release(this);
        }
    }

    /// <summary>Overwrites the picture with zeros.</summary>
    internal void Wipe() => Array.Clear(_pixels);

    /// <summary>Makes a frame that came back to its pool ready for its next user.</summary>
    internal void Reuse()
    {
        Camera = 0;
        Sequence = 0;
        CapturedAt = default;
        Mask = null;
        Volatile.Write(ref _returned, 0);
    }
}
