using EdgeMonitor.Agent.Diagnosis;

namespace EdgeMonitor.Agent.Tests.Diagnosis;

public sealed class FindingTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData("ffmpeg ended with exit status 1: ioctl(VIDIOC_STREAMON): No space left on device", "failure", "another controller")]
    [InlineData("/dev/video0: Device or resource busy", "warning", "edgemonitor-sense")]
    [InlineData("/dev/video0: Permission denied", "failure", "group video")]
    [InlineData("something new", "failure", "list-formats-ext")]
    public void Camera_ThatFails_IsExplainedWithTheNextStep(string reason, string level, string step)
    {
        var finding = CameraCheck.Explain(reason);

        Assert.Equal((level, reason), (finding.Level.ToString().ToLowerInvariant(), finding.Text));
        Assert.Contains(step, finding.NextStep, StringComparison.Ordinal);
    }

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
}
