namespace EdgeMonitor.Capture.Yuv4Mpeg;

/// <summary>
/// Reads a YUV4MPEG2 stream (the format of mjpegtools' yuv4mpeg(5)) frame by frame into pooled <see cref="Frame"/>s. Takes 8-bit
/// 4:2:0 (<c>C420</c>, <c>C420jpeg</c>, <c>C420mpeg2</c>, <c>C420paldv</c>; they differ only in where chroma is sited, by less
/// than a pixel). Memory is bounded by <see cref="MaximumLine"/> and one frame of at most <see cref="MaximumPixels"/>, whatever
/// the stream says. For one thread; steady reading allocates nothing.
/// </summary>
internal sealed class Y4MReader
{
    /// <summary>The longest stream or frame header in bytes, far above what any writer makes.</summary>
    public const int MaximumLine = 4096;

    /// <summary>The largest width or height in pixels.</summary>
    public const int MaximumSide = 16384;

    /// <summary>
    /// The largest area in pixels, 8192 x 8192: more than the sensors of classroom cameras and of most phones have.
    /// </summary>
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

    private string Place => Header is null ? "Y4M stream header" : $"Y4M header of frame {_frames}";

    /// <summary>Reads the next frame; null at the end of the stream, also of one without a single byte.</summary>
    /// <exception cref="Y4MFormatException">The stream is damaged; reading on makes no sense.</exception>
    public Frame? ReadFrame()
    {
        if (Header is null)
        {
            if (!TryReadLine(out var header))
            {
                return null;
            }

            Header = Y4MHeaderParser.Parse(header);
        }

        if (!TryReadLine(out var line))
        {
            return null;
        }

        CheckFrameLine(line);
        var frame = _pool.Rent(Header.Value.Width, Header.Value.Height);
        try
        {
            Fill(frame);
        }
        catch
        {
            frame.Dispose();
            throw;
        }

        _frames++;
        return frame;
    }

    private void Fill(Frame frame)
    {
        var pixels = frame.Pixels.Span;
        var filled = Math.Min(_end - _start, pixels.Length);
        _buffer.AsSpan(_start, filled).CopyTo(pixels);
        _start += filled;
        while (filled < pixels.Length)
        {
            var read = _stream.Read(pixels[filled..]);
            if (read == 0)
            {
                throw new Y4MFormatException(
                    $"Y4M frame {_frames}: the stream ended after {filled} of {pixels.Length} bytes ({frame.Width}x{frame.Height}).",
                    isTruncated: true);
            }

            filled += read;
        }
    }

    /// <summary>Takes a whole line out of the stream, without its line feed; false when the stream ended before it.</summary>
    private bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        int feed;
        while ((feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n')) < 0)
        {
            searched = _end - _start;
            if (!ReadMore())
            {
                line = default;
                return false;
            }
        }

        line = _buffer.AsSpan(_start, searched + feed);
        _start += line.Length + 1;
        return true;
    }

    /// <summary>Buffers more of the line that is being read; false when the stream ended before it.</summary>
    private bool ReadMore()
    {
        var length = _end - _start;
        if (length == _buffer.Length)
        {
            throw new Y4MFormatException($"{Place}: no line feed within {MaximumLine} bytes; read {Y4MHeaderParser.Quote(_buffer)}.");
        }

        _buffer.AsSpan(_start, length).CopyTo(_buffer);
        var read = _stream.Read(_buffer.AsSpan(length));
        (_start, _end) = (0, length + read);
        if (read == 0 && length > 0)
        {
            throw new Y4MFormatException(
                $"{Place}: the stream ended after {Y4MHeaderParser.Quote(_buffer.AsSpan(0, length))}.", isTruncated: true);
        }

        return read > 0;
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
