using EdgeMonitor.Agent.Diagnosis;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Tests.Diagnosis;

public sealed class FindingTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData("camera failed: ffmpeg ended with exit status 1: ioctl(VIDIOC_STREAMON): No space left on device", "failure", "another controller")]
    [InlineData("camera failed: /dev/video0: Permission denied", "failure", "group video")]
    [InlineData("camera stalled: something new", "failure", "journalctl")]
    [InlineData(null, "warning", "systemctl start")]
    public void Camera_ThatTheServiceComplainsOf_IsExplainedWithTheNextStep(string? status, string level, string step)
    {
        var finding = CameraCheck.JudgeStatus(status);

        Assert.Equal(level, finding.Level.ToString().ToLowerInvariant());
        Assert.Contains(step, finding.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20 people, 9.8 fps, connected")]
    [InlineData("camera closed: The switch is on, connected")]
    public void Camera_ThatWorksOrIsClosedOnPurpose_IsWell(string status) => Assert.Equal(Finding.Ok("camera", status), CameraCheck.JudgeStatus(status));

    [Theory]
    [InlineData("[0]: 'MJPG' (Motion-JPEG, compressed)\n Size: Discrete 1280x720\n[1]: 'YUYV' (YUYV 4:2:2)\n Size: Discrete 640x480", "ok")]
    [InlineData("[0]: 'MJPG' (Motion-JPEG, compressed)\n Size: Discrete 640x480\n[1]: 'YUYV' (YUYV 4:2:2)\n Size: Discrete 1280x720", "warning")]
    [InlineData("[0]: 'YUYV' (YUYV 4:2:2)\n Size: Discrete 1280x720", "failure")]
    [InlineData(null, "warning")]
    public void Formats_OfAUsbCamera_AreComparedWithWhatIsAskedFor(string? formats, string level) =>
        Assert.Equal(level, CameraCheck.JudgeFormats(new CameraOptions(), formats).Level.ToString().ToLowerInvariant());

    [Theory]
    [InlineData(null, "ok")]
    [InlineData(45.0, "ok")]
    [InlineData(MachineCheck.Warm, "warning")]
    [InlineData(MachineCheck.Hot, "failure")]
    public void Temperature_OfAMachine_IsJudged(double? degrees, string level) =>
        Assert.Equal(level, MachineCheck.Temperature(degrees).Level.ToString().ToLowerInvariant());

    [Theory]
    [InlineData(true, "ok")]
    [InlineData(false, "warning")]
    [InlineData(null, "warning")]
    public void Clock_ThatIsNotKnownToBeSet_IsAWarning(bool? isSynchronised, string level) =>
        Assert.Equal(level, MachineCheck.Clock(isSynchronised).Level.ToString().ToLowerInvariant());

    [Theory]
    [InlineData(15, "failure")]
    [InlineData(16, "warning")]
    [InlineData(64, "ok")]
    public void Disk_ThatTheOutboxMayFill_IsJudgedByWhatItNeeds(long megabytes, string level) =>
        Assert.Equal(level, DiskCheck.Judge("/var/lib", megabytes * Megabyte, 16 * Megabyte).Level.ToString().ToLowerInvariant());

    [Theory]
    [InlineData("640", "ok")]
    [InlineData("644", "warning")]
    public void Permissions_ThatLetOthersRead_AreAWarning(string mode, string level)
    {
        using var file = new TemporaryFile("");
        File.SetUnixFileMode(file.Path, (UnixFileMode)Convert.ToInt32(mode, 8));

        Assert.Equal(level, PermissionCheck.Judge(file.Path, UnixFileMode.OtherRead, "chmod").Level.ToString().ToLowerInvariant());
    }
}
