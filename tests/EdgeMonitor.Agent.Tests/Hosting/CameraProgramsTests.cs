using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Tests.Hosting;

public sealed class CameraProgramsTests
{
    [Theory]
    [InlineData(CameraPreset.Usb, "apt-get install ffmpeg")]
    [InlineData(CameraPreset.File, "apt-get install ffmpeg")]
    [InlineData(CameraPreset.Rtsp, "apt-get install ffmpeg")]
    [InlineData(CameraPreset.Csi, "apt-get install rpicam-apps")]
    [InlineData(CameraPreset.Jetson, "apt-get install gstreamer1.0-tools")]
    public void DescribeMissing_NothingInstalled_NamesThePackage(CameraPreset preset, string advice) =>
        Assert.EndsWith(advice, CameraPrograms.DescribeMissing(new CameraOptions { Preset = preset }, "/nonexistent"), StringComparison.Ordinal);

    [Fact]
    public void DescribeMissing_ProgramInTheSearchPath_FindsNothingMissing()
    {
        using var file = new TemporaryFile("", "ffmpeg");

        Assert.Null(CameraPrograms.DescribeMissing(new CameraOptions { Preset = CameraPreset.Usb }, $"/nonexistent::{file.Folder}"));
        Assert.Null(CameraPrograms.DescribeMissing(new CameraOptions { Preset = CameraPreset.Command, Command = ["x"] }, searchPath: ""));
    }
}
