using System.Text;
using EdgeMonitor.Capture.Yuv4Mpeg;

namespace EdgeMonitor.Capture.Tests.Yuv4Mpeg;

public sealed class Y4MReaderTests
{
    private const string Start = "YUV4MPEG2 W4 H2 F25:1";

    [Theory]
    [InlineData("F25:1 Ip A1:1 C420jpeg")]
    [InlineData("C420")]
    [InlineData("C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED")]
    [InlineData("It C420paldv")]
    [InlineData("")]
    public void ReadFrame_AcceptedTags_GivesEveryFrame(string tags)
    {
        var frames = ReadAll(new MemoryStream(TestSource.Y4M(6, 4, frames: 3, tags)));

        Assert.Equal([0, 1, 2], frames.Select(frame => (int)frame.V[^1]));
        Assert.All(frames, frame => Assert.Equal((6, 4), (frame.Width, frame.Height)));
    }

    [Fact]
    public void ReadFrame_OddSize_RoundsChromaUp()
    {
        var frames = ReadAll(new MemoryStream(TestSource.Y4M(5, 3, frames: 2)));

        Assert.Equal(2, frames.Count);
        Assert.Equal((3, 2, 6, 6), (frames[1].ChromaWidth, frames[1].ChromaHeight, frames[1].U.Length, frames[1].V.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void ReadFrame_PiecesOfAnySize_GivesTheSameFrames(int chunk)
    {
        using var stream = new ChunkedStream(TestSource.Y4M(40, 30, frames: 4, frameLine: "FRAME Ip XNOTE"), chunk);

        var frames = ReadAll(stream);

        Assert.Equal(4, frames.Count);
        for (var number = 0; number < frames.Count; number++)
        {
            Assert.Equal(-1, frames[number].Pixels.Span.IndexOfAnyExcept((byte)number));
        }
    }

    [Fact]
    public void ReadFrame_EmptyStream_IsACleanEnd()
    {
        Assert.Empty(ReadAll(new MemoryStream()));
    }

    [Fact]
    public void Header_AfterTheFirstFrame_SaysTheRate()
    {
        var reader = new Y4MReader(new MemoryStream(TestSource.Y4M(4, 2, 1, "F30000:1001")), new FramePool());
        Assert.Null(reader.Header);

        using var frame = reader.ReadFrame();

        Assert.Equal(new Y4MHeader(4, 2, 30000.0 / 1001), reader.Header);
    }

    [Theory]
    [InlineData("RIFF....AVI \n", "expected YUV4MPEG2, read \"RIFF....AVI \"")]
    [InlineData("YUV4MPEG2 W4 F25:1\n", "height (H) are needed")]
    [InlineData("YUV4MPEG2 W0 H2\n", "width (W) must be 1 to 16384, read \"0\"")]
    [InlineData("YUV4MPEG2 W4 H-2\n", "height (H) must be 1 to 16384, read \"-2\"")]
    [InlineData("YUV4MPEG2 W99999999999 H2\n", "width (W) must be 1 to 16384")]
    [InlineData("YUV4MPEG2 W16384 H16384\n", "16384x16384 is too large")]
    [InlineData("YUV4MPEG2 W4 H2 F25\n", "frame rate (F) must be a ratio")]
    [InlineData("YUV4MPEG2 W4 H2 C444\n", "colour space (C) must be 420, 420jpeg, 420mpeg2 or 420paldv (8-bit 4:2:0), read \"444\"")]
    [InlineData("YUV4MPEG2 W4 H2 C420p10\n", "read \"420p10\"")]
    [InlineData("YUV4MPEG2 W4", "the stream ended after \"YUV4MPEG2 W4\"")]
    [InlineData(Start + "\nFRAMES\n", "frame 0: expected FRAME, read \"FRAMES\"")]
    [InlineData(Start + "\n\u0001garbage\n", "frame 0: expected FRAME, read \"\\x01garbage\"")]
    [InlineData(Start + "\nFRAME\n0123456789AB", null)]
    [InlineData(Start + "\nFRAME\n0123456789ABFRAME\n01234", "frame 1: the stream ended after 5 of 12 bytes (4x2)")]
    [InlineData(Start + "\nFRAME\n0123456789ABnext\n", "frame 1: expected FRAME, read \"next\"")]
    [InlineData(Start + "\nFRAME\n0123456789ABFRA", "frame 1: the stream ended after \"FRA\"")]
    public void ReadFrame_DamagedStream_SaysWhatAndWhere(string text, string? expected)
    {
        var stream = new MemoryStream(Encoding.Latin1.GetBytes(text));
        var exception = Record.Exception(() => ReadAll(stream));

        if (expected is null)
        {
            Assert.Null(exception);
        }
        else
        {
            Assert.Contains(expected, Assert.IsType<Y4MFormatException>(exception).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadFrame_HeaderWithoutEnd_StopsAtTheLimit()
    {
        var stream = new MemoryStream(Encoding.ASCII.GetBytes("YUV4MPEG2 " + new string('X', 1_000_000)));

        var exception = Assert.Throws<Y4MFormatException>(() => ReadAll(stream));

        Assert.Contains("no line feed within 4096 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(4096, stream.Position);
    }

    [Fact]
    public void ReadFrame_TruncatedFrame_GivesItsBufferBack()
    {
        var pool = new FramePool();
        var reader = new Y4MReader(new MemoryStream(TestSource.Y4M(8, 8, 1)[..^1]), pool);

        var exception = Assert.Throws<Y4MFormatException>(reader.ReadFrame);

        Assert.True(exception.IsTruncated);
        Assert.Equal(1, pool.Idle);
    }

    [Fact]
    public void ReadFrame_SteadyState_AllocatesNothing()
    {
        using var stream = new MemoryStream(TestSource.Y4M(64, 48, frames: 60));
        var reader = new Y4MReader(stream, new FramePool());
        Skip(reader, 10);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Skip(reader, 50);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Skip(Y4MReader reader, int frames)
    {
        for (var count = 0; count < frames; count++)
        {
            reader.ReadFrame()!.Dispose();
        }
    }

    private static List<Frame> ReadAll(Stream stream)
    {
        var reader = new Y4MReader(stream, new FramePool());
        var frames = new List<Frame>();
        while (reader.ReadFrame() is { } frame)
        {
            frames.Add(frame);
        }

        return frames;
    }
}
