namespace EdgeMonitor.Capture.Tests;

/// <summary>The camera with real children: its frames, its ends, and that nothing stays behind.</summary>
public sealed class CameraTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_RunningSource_GivesFramesInOrder()
    {
        await using var bench = new CameraTestBench(TestSource.Command(320, 240));
        long last = -1;
        for (var count = 0; count < 10; count++)
        {
            using var frame = await bench.NextFrameAsync();
            Assert.True(frame.Sequence > last);
            Assert.Equal((320, 240, bench.Clock.GetUtcNow()), (frame.Width, frame.Height, frame.CapturedAt));
            last = frame.Sequence;
        }

        var status = bench.Camera.Status;
        Assert.Equal(CameraCondition.Running, status.Condition);
        Assert.Null(status.Reason);
        Assert.Equal(bench.Clock.GetUtcNow(), status.LastFrameAt);
        Assert.Equal(0, status.Restarts);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_SlowConsumer_GetsTheNewestAndTheRestIsCounted()
    {
        await using var bench = new CameraTestBench("sh", "-c", $"{Shell(TestSource.Ffmpeg("testsrc=duration=2", paced: false))}; sleep 1000");
        (await bench.NextFrameAsync()).Dispose();
        await bench.UntilAsync(() => bench.Camera.Status.Captured == 50);

        using var frame = await bench.NextFrameAsync();

        Assert.Equal(49, frame.Sequence);
        Assert.Equal(48, bench.Camera.Status.Dropped);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_SourceEnds_IsToldAndStartedAgain()
    {
        await using var bench = new CameraTestBench(TestSource.Ffmpeg("testsrc=duration=0.2", paced: false));
        (await bench.NextFrameAsync()).Dispose();
        await bench.UntilAsync(CameraCondition.Ended);
        Assert.Contains("after 5 frames", bench.Camera.Status.Reason, StringComparison.Ordinal);

        await bench.UntilAsync(() => bench.Camera.Status is { Restarts: 1, Captured: 10, Condition: CameraCondition.Ended }, Step);

        Assert.Equal(1, bench.Logger.Count(2002));
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_SourceFallsSilent_IsStalledAndStartedAgain()
    {
        var sleep = CameraTestBench.UniqueSleep();
        await using var bench = new CameraTestBench("sh", "-c", $"{Shell(TestSource.Ffmpeg("testsrc=duration=0.2", paced: false))}; sleep {sleep}");
        _ = bench.OpenAsync();
        await bench.UntilAsync(() => bench.Camera.Status.Captured == 5);
        Assert.Equal(CameraCondition.Running, bench.Camera.Status.Condition);

        bench.Clock.Advance(TimeSpan.FromSeconds(bench.Options.StallSeconds));
        await bench.UntilAsync(CameraCondition.Stalled, step: TimeSpan.FromMilliseconds(20));

        Assert.Equal("No frame for 600 s.", bench.Camera.Status.Reason);
        Assert.False(CameraTestBench.IsRunning(sleep));
        await bench.UntilAsync(() => bench.Camera.Status is { Condition: CameraCondition.Running, Restarts: > 0 }, Step);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_SourceNeverStarts_IsStalledAfterItsTimeToStart()
    {
        var sleep = CameraTestBench.UniqueSleep();
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.Command, Command = ["sleep", sleep], StartSeconds = 30 });
        var wait = bench.OpenAsync();
        await bench.UntilAsync(() => CameraTestBench.IsAsleep(sleep));
        Assert.Equal(CameraCondition.Starting, bench.Camera.Status.Condition);

        await bench.UntilAsync(CameraCondition.Stalled, Step);

        Assert.Equal("No frame within 30 s of the start.", bench.Camera.Status.Reason);
        Assert.False(wait.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_PictureFreezes_IsFrozenUntilItChangesAgain()
    {
        await using var bench = new CameraTestBench(new CameraOptions
        {
            Preset = CameraPreset.Command,
            Command = TestSource.Ffmpeg("color=gray:rate=50"),
            FreezeSeconds = 60,
            StallSeconds = 600,
        });
        (await bench.NextFrameAsync()).Dispose();
        Assert.Equal(CameraCondition.Running, bench.Camera.Status.Condition);

        bench.Clock.Advance(TimeSpan.FromSeconds(bench.Options.FreezeSeconds));
        await bench.UntilAsync(CameraCondition.Frozen);
        Assert.Equal("The picture has not changed for 60 s.", bench.Camera.Status.Reason);

        // The restarted source sends the same picture: frames flow, but it is still frozen.
        await bench.UntilAsync(() => bench.Camera.Status.Restarts == 1, Step);
        var captured = bench.Camera.Status.Captured;
        await bench.UntilAsync(() => bench.Camera.Status.Captured > captured + 3);
        Assert.Equal(CameraCondition.Frozen, bench.Camera.Status.Condition);
        Assert.Equal(1, bench.Logger.Count(2002));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("exit 3", "sh ended with status 3.")]
    [InlineData("echo 'no signal' >&2; exit 1", "sh ended with status 1: no signal.")]
    [InlineData("kill -SEGV $$", "sh ended with SIGSEGV (it crashed).")]
    [InlineData("printf 'YUV4MPEG2 W4 H2\\nFRAME\\n12345'; exit 7", "sh ended with status 7.")]
    [InlineData("exit 0", "It ended without a single frame.")]
    [InlineData("printf 'YUV4MPEG2 W4 H2\\nFRAME\\n12345'", "The stream is damaged. Y4M frame 0: the stream ended after 5 of 12 bytes (4x2).")]
    [InlineData("echo hello; sleep 1000", "The stream is damaged. Y4M stream header: expected YUV4MPEG2, read \"hello\".")]
    [InlineData("cat /dev/zero", "The stream is damaged. Y4M stream header: no line feed within 4096 bytes; read \"\\x00")]
    public async Task NextFrameAsync_SourceFails_SaysWhy(string script, string reason)
    {
        await using var bench = new CameraTestBench("sh", "-c", script);
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Failed);

        Assert.StartsWith(reason, bench.Camera.Status.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_ProgramIsMissing_SaysSo()
    {
        await using var bench = new CameraTestBench("no-such-camera-program");
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Failed);

        Assert.StartsWith("no-such-camera-program is not installed", bench.Camera.Status.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_FailsAgainAndAgain_IsLoggedOnceWithGrowingPauses()
    {
        await using var bench = new CameraTestBench("false");
        _ = bench.OpenAsync();
        var start = bench.Clock.GetUtcNow();

        await bench.UntilAsync(() => bench.Camera.Status.Restarts >= 6, TimeSpan.FromSeconds(0.5));

        // At least half of 1 + 2 + 4 + 8 + 16 + 32 seconds.
        Assert.True(bench.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(31.5));
        Assert.Equal(1, bench.Logger.Count(2002));
        Assert.Equal(2, bench.Logger.Texts.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_StableAgain_IsLoggedOnceAndForgivesEarlierFailures()
    {
        var flag = Path.Combine(Path.GetTempPath(), CameraTestBench.UniqueSleep());
        try
        {
            await using var bench = new CameraTestBench(
                "sh",
                "-c",
                $"if [ -e {flag} ]; then exec {Shell(TestSource.Command(64, 48))}; else touch {flag}; exit 1; fi");
            _ = bench.OpenAsync();
            await bench.UntilAsync(CameraCondition.Failed);
            await bench.UntilAsync(CameraCondition.Running, Step);
            Assert.Equal(0, bench.Logger.Count(2004));

            await bench.UntilAsync(() => bench.Logger.Count(2004) == 1, Step);

            Assert.Equal((CameraCondition.Running, 1), (bench.Camera.Status.Condition, bench.Camera.Status.Restarts));
        }
        finally
        {
            File.Delete(flag);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_WhileSomebodyWaits_GivesNull()
    {
        await using var bench = new CameraTestBench("sleep", "1000");
        var wait = bench.OpenAsync();

        await bench.DisposeAsync();

        Assert.Null(await wait);
        Assert.Null(await bench.Camera.NextFrameAsync(TestContext.Current.CancellationToken));
        Assert.Equal(CameraCondition.Closed, bench.Camera.Status.Condition);
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_BeforeTheFirstFrameWasAsked_StartsNothing()
    {
        await using var bench = new CameraTestBench("sleep", "1000");

        await bench.DisposeAsync();

        Assert.Null(await bench.Camera.NextFrameAsync(TestContext.Current.CancellationToken));
        Assert.Empty(bench.Logger.Texts);
    }

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_Cancelled_LeavesTheCameraOpen()
    {
        await using var bench = new CameraTestBench(TestSource.Command(64, 48));
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true)
            {
                (await bench.Camera.NextFrameAsync(cancellation.Token))!.Dispose();
            }
        });

        using var frame = await bench.NextFrameAsync();
        Assert.Equal(CameraCondition.Running, bench.Camera.Status.Condition);
    }

    private static string Shell(string[] command) => string.Join(' ', command.Select(word => $"'{word}'"));
}
