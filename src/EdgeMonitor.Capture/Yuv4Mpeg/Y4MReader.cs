using System.Runtime.CompilerServices;

namespace EdgeMonitor.Capture.Yuv4Mpeg;

/// <summary>
/// Reads a YUV4MPEG2 stream (the format of mjpegtools' yuv4mpeg(5)) frame by frame into pooled <see cref="Frame"/>s. Takes 8-bit 4:2:0
/// (<c>C420</c>, <c>C420jpeg</c>, <c>C420mpeg2</c>, <c>C420paldv</c>; they differ only in where chroma is sited, by less than a pixel).
/// Memory is bounded by <see cref="MaximumLine"/> and one frame of at most <see cref="MaximumPixels"/>, whatever the stream says.
/// One reader at a time; steady reading allocates nothing.
/// </summary>
internal sealed class Y4MReader
{
    /// <summary>The longest stream or frame header in bytes, far above what any writer makes.</summary>
    public const int MaximumLine = 4096;

    /// <summary>The largest width or height in pixels.</summary>
    public const int MaximumSide = 16384;

    /// <summary>The largest area in pixels, 8192 x 8192: more than the sensors of classroom cameras and of most phones have.</summary>
    public const int MaximumPixels = 8192 * 8192;

    private readonly Stream _stream;
    private readonly FramePool _pool;
    private readonly byte[] _buffer = new byte[MaximumLine];
    private int _start;
    private int _end;
    private long _frames;

    public Y4MReader(Stream stream, FramePool pool)
    {
        _stream = stream;
        _pool = pool;
    }

    /// <summary>What the stream said of itself; null before the first frame was read.</summary>
    public Y4MHeader? Header { get; private set; }

    /// <summary>Reads the next frame; null at the end of the stream, also of one without a single byte.</summary>
    /// <exception cref="Y4MFormatException">The stream is damaged; reading on makes no sense.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Frame?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        if (Header is null)
        {
            var headerLength = await ReadLineAsync(cancellationToken);
            if (headerLength < 0)
            {
                return null;
            }

            Header = Y4MHeaderParser.Parse(TakeLine(headerLength));
        }

        var length = await ReadLineAsync(cancellationToken);
        if (length < 0)
        {
            return null;
        }

        CheckFrameLine(TakeLine(length));
        var frame = _pool.Rent(Header.Value.Width, Header.Value.Height);
        try
        {
            await FillAsync(frame, cancellationToken);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        _frames++;
        return frame;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask FillAsync(Frame frame, CancellationToken cancellationToken)
    {
        var pixels = frame.Pixels;
        var filled = Math.Min(_end - _start, pixels.Length);
        _buffer.AsSpan(_start, filled).CopyTo(pixels.Span);
        _start += filled;
        while (filled < pixels.Length)
        {
            var read = await _stream.ReadAsync(pixels[filled..], cancellationToken);
            if (read == 0)
            {
                throw new Y4MFormatException(
                    $"Y4M frame {_frames}: the stream ended after {filled} of {pixels.Length} bytes ({frame.Width}x{frame.Height}).",
                    isTruncated: true);
            }

            filled += read;
        }
    }

    /// <summary>Buffers a whole line; its length without the line feed, or -1 when the stream ended before it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadLineAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                return searched + feed;
            }

            searched = _end - _start;
            if (searched == _buffer.Length)
            {
                throw new Y4MFormatException(
                    $"{Place}: no line feed within {MaximumLine} bytes; read {Y4MHeaderParser.Quote(_buffer)}.");
            }

            _buffer.AsSpan(_start, searched).CopyTo(_buffer);
            (_start, _end) = (0, searched);
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                return searched == 0
                    ? -1
                    : throw new Y4MFormatException(
                        $"{Place}: the stream ended after {Y4MHeaderParser.Quote(_buffer.AsSpan(0, searched))}.", isTruncated: true);
            }

            _end += read;
        }
    }

    private string Place => Header is null ? "Y4M stream header" : $"Y4M header of frame {_frames}";

    private ReadOnlySpan<byte> TakeLine(int length)
    {
        var line = _buffer.AsSpan(_start, length);
        _start += length + 1;
        return line;
    }

    private void CheckFrameLine(ReadOnlySpan<byte> line)
    {
        // Parameters may follow (interlacing, comments); none changes the layout of 4:2:0 data.
        if (!line.StartsWith("FRAME"u8) || (line.Length > 5 && line[5] != ' '))
        {
            throw new Y4MFormatException($"{Place}: expected FRAME, read {Y4MHeaderParser.Quote(line)}.");
        }
    }
}
