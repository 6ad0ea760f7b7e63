namespace EdgeMonitor.Capture.Tests;

public sealed class CaptureCommandTests
{
    [Theory]
    [InlineData(CameraPreset.Usb, "ffmpeg -nostdin -hide_banner -loglevel error -f v4l2 -input_format mjpeg -framerate 10 -video_size 1280x720 -i /dev/video0")]
    [InlineData(CameraPreset.Csi, "rpicam-vid --nopreview --verbose 0 --timeout 0 --camera 0 --codec yuv420 --flush --width 1280 --height 720 --framerate 10 --output -")]
    [InlineData(CameraPreset.Jetson, "gst-launch-1.0 -q nvarguscamerasrc sensor-id=0 ! video/x-raw(memory:NVMM),width=1280,height=720,framerate=10/1 ! nvvidconv")]
    [InlineData(CameraPreset.Rtsp, "ffmpeg -nostdin -hide_banner -loglevel error -fflags nobuffer -flags low_delay -rtsp_transport tcp -timeout 15000000 -i rtsp://h/; rm -rf x -map")]
    [InlineData(CameraPreset.File, "ffmpeg -nostdin -hide_banner -loglevel error -re -stream_loop -1 -protocol_whitelist file -i file:/media/a b:%d.mp4 -map")]
    [InlineData(CameraPreset.Command, "my camera --fast")]
    public void For_Preset_StartsWithItsSource(CameraPreset preset, string expected)
    {
        var first = CaptureCommand.For(Options(preset)).Stages[0];

        Assert.StartsWith(expected, string.Join(' ', [first.Program, .. first.Arguments]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CameraPreset.Usb)]
    [InlineData(CameraPreset.Csi)]
    [InlineData(CameraPreset.Rtsp)]
    [InlineData(CameraPreset.File)]
    public void For_PresetWithFfmpeg_WritesLimitedBt601AsY4M(CameraPreset preset)
    {
        var last = CaptureCommand.For(Options(preset)).Stages[^1];

        Assert.EndsWith(
            "out_color_matrix=bt601:out_range=tv,format=yuv420p -fps_mode passthrough -f yuv4mpegpipe -flush_packets 1 pipe:1",
            string.Join(' ', last.Arguments),
            StringComparison.Ordinal);
    }

    [Fact]
    public void For_TextOfTheUser_StaysOneArgument()
    {
        Assert.Contains("rtsp://h/; rm -rf x", CaptureCommand.For(Options(CameraPreset.Rtsp)).Stages[0].Arguments);
        Assert.Contains("file:/media/a b:%d.mp4", CaptureCommand.For(Options(CameraPreset.File)).Stages[0].Arguments);
    }

    [Theory]
    [InlineData("rtsp://admin:geheim@cam/stream")]
    [InlineData("rtsp://admin:ein geheim@cam/stream")]
    [InlineData("rtsp://admin:ein'geheim@cam/stream")]
    [InlineData("rtsp://cam/stream?token=geheim")]
    public void Describe_AddressWithASecret_ShowsOnlyTheHost(string url)
    {
        var options = Options(CameraPreset.Rtsp);
        options.Url = url;

        var described = CaptureCommand.Describe(options);

        Assert.Contains(" -i rtsp://cam/… ", described, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", described, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_CommandOfTheUser_ShowsNoArguments() =>
        Assert.Equal("my camera …", CaptureCommand.Describe(Options(CameraPreset.Command)));

    private static CameraOptions Options(CameraPreset preset) => new()
    {
        Preset = preset,
        Url = "rtsp://h/; rm -rf x",
        Path = "/media/a b:%d.mp4",
        Command = ["my camera", "--fast"],
    };
}
