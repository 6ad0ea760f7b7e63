namespace EdgeMonitor.Capture.Tests;

/// <summary>
/// The presets of boards, with scripts in place of the boards' own programs that do to our pipes what those do. Whether the real
/// programs take our arguments can only be tried on the boards.
/// </summary>
public sealed class CameraBoardTests
{
    [Fact(Timeout = 60_000)]
    public async Task Csi_RawPictures_BecomeFramesOfTheirSize()
    {
        using var program = new FakeProgram(
            "rpicam-vid",
            "exec ffmpeg -nostdin -loglevel error -re -f lavfi -i color=red:size=128x96 -pix_fmt yuv420p -f rawvideo -");
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.Csi, Width = 128, Height = 96 });

        using var frame = await bench.NextFrameAsync();

        Assert.Equal((128, 96), (frame.Width, frame.Height));
        Assert.InRange(frame.Y[0], 79, 83);
        Assert.InRange(frame.V[0], 237, 240);
    }

    [Fact(Timeout = 60_000)]
    public async Task Csi_NoCamera_SaysWhatRpicamSaid()
    {
        using var program = new FakeProgram("rpicam-vid", "echo 'ERROR: *** no cameras available ***' >&2; exit 255");
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.Csi });
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Failed);

        Assert.StartsWith("rpicam-vid ended with status 255", bench.Camera.Status.Reason, StringComparison.Ordinal);
        Assert.Contains("no cameras available", bench.Camera.Status.Reason, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Csi_Disposed_EndsBothPrograms()
    {
        var sleep = CameraTestBench.UniqueSleep();
        using var program = new FakeProgram("rpicam-vid", $"sleep {sleep}");
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.Csi, Width = 192, Height = 130 });
        _ = bench.OpenAsync();
        await bench.UntilAsync(() => CameraTestBench.IsAsleep(sleep) && CameraTestBench.IsRunning("192x130"));

        await bench.DisposeAsync();

        await bench.UntilAsync(() => !CameraTestBench.IsRunning(sleep));
        Assert.False(CameraTestBench.IsRunning("192x130"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Jetson_ChatterOnStandardOutput_DoesNotReachTheFrames()
    {
        using var program = new FakeProgram(
            "gst-launch-1.0",
            "echo 'GST_ARGUS: Creating output stream'; "
            + "exec ffmpeg -nostdin -loglevel error -re -f lavfi -i testsrc2=size=128x96 -pix_fmt yuv420p -f yuv4mpegpipe pipe:2");
        await using var bench = new CameraTestBench(new CameraOptions { Preset = CameraPreset.Jetson });

        using var frame = await bench.NextFrameAsync();

        Assert.Equal((128, 96), (frame.Width, frame.Height));
    }
}
