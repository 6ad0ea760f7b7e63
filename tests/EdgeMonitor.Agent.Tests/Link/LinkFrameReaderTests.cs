using System.Buffers.Binary;
using EdgeMonitor.Agent.Link;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Agent.Tests.Link;

/// <summary>The reader of frames against whatever a stream can hold and however it is cut up.</summary>
public sealed class LinkFrameReaderTests
{
    private static readonly Gen<byte[]> AnyBytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf();

    /// <summary>Frames, mostly right, with now and then a length or an end that is not.</summary>
    private static readonly Gen<byte[]> AlmostFrames = Gen.Frequency(
        (6, from kind in Gen.Choose(0, 255) from payload in AnyBytes select Frame(kind, payload)),
        (1, from length in Gen.Choose(0, ushort.MaxValue) select Header(1, length)),
        (1, AnyBytes)).ListOf().Select(parts => parts.SelectMany(part => part).ToArray());

    [Fact]
    public void ReadAsync_AnyFramesCutAnyhow_GivesThemBack() => Prop.ForAll(
        (from kind in Gen.Choose(0, 255) from payload in AnyBytes select (kind, payload)).ListOf().ToArbitrary(),
        Gen.Choose(1, 7).ToArbitrary(),
        (frames, chunk) =>
        {
            var stream = frames.SelectMany(frame => Frame(frame.kind, frame.payload)).ToArray();
            var read = ReadAll(stream, chunk, out var problem);

            Assert.Null(problem);
            Assert.Equal(frames.Select(frame => (frame.kind, Convert.ToHexString(frame.payload))), read);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ReadAsync_AnyBytes_EndsWithFramesOrALinkExceptionInBoundedMemory() => Prop.ForAll(
        Gen.OneOf(AnyBytes, AlmostFrames).ToArbitrary(),
        Gen.Choose(1, 5000).ToArbitrary(),
        (stream, chunk) =>
        {
            var read = ReadAll(stream, chunk, out _);
            Assert.All(read, frame => Assert.InRange(frame.Payload.Length / 2, 0, LinkFrame.MaximumBytes));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData(LinkFrame.MaximumBytes, true)]
    [InlineData(LinkFrame.MaximumBytes + 1, false)]
    [InlineData(ushort.MaxValue, false)]
    public void ReadAsync_LongFrame_IsTakenUpToFourKibibytes(int length, bool isTaken)
    {
        var read = ReadAll([.. Header(1, length), .. new byte[length]], chunk: 4096, out var problem);

        Assert.Equal(isTaken ? 1 : 0, read.Count);
        Assert.Equal(isTaken, problem is null);
    }

    /// <summary>A length that is announced must not be memory that is taken: a million frames later the reader is as large as before.</summary>
    [Fact]
    public async Task ReadAsync_ManyFrames_AllocatesNothingForTheirPayloads()
    {
        var stream = new MemoryStream([.. Enumerable.Repeat(Frame(1, new byte[1000]), 1000).SelectMany(frame => frame)]);
        var reader = new LinkFrameReader(stream);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is not null)
        {
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
    }

    internal static byte[] Frame(int kind, byte[] payload) => [.. Header(kind, payload.Length), .. payload];

    private static byte[] Header(int kind, int length)
    {
        var header = new byte[] { (byte)kind, 0, 0 };
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(1), (ushort)length);
        return header;
    }

    private static List<(int Kind, string Payload)> ReadAll(byte[] bytes, int chunk, out LinkException? problem)
    {
        var reader = new LinkFrameReader(new ChunkedStream(bytes, chunk));
        var frames = new List<(int, string)>();
        problem = null;
        try
        {
            // Every read of a stream in memory completes at once.
            while (reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } frame)
            {
                frames.Add(((int)frame.Kind, Convert.ToHexString(frame.Payload.Span)));
            }
        }
        catch (LinkException exception)
        {
            problem = exception;
        }

        return frames;
    }

    /// <summary>Gives at most so many bytes at a time, as a socket may.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span[..Math.Min(buffer.Length, chunk)]));
    }
}
