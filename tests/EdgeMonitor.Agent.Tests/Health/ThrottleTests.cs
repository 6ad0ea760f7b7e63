using EdgeMonitor.Agent.Health;

namespace EdgeMonitor.Agent.Tests.Health;

public sealed class ThrottleTests : IDisposable
{
    private readonly DirectoryInfo _sys = Directory.CreateTempSubdirectory("edgemonitor-sys-");

    public void Dispose() => _sys.Delete(recursive: true);

    [Fact]
    public void Read_NothingThere_CannotTell() => Assert.Null(new Throttle(_sys.FullName).Read());

    [Theory]
    [InlineData("0", false)]
    [InlineData("50000", false)]
    [InlineData("50005", true)]
    [InlineData("8", true)]
    public void Read_FirmwareOfARaspberryPi_CountsWhatIsNowAndNotWhatWas(string bits, bool expected)
    {
        Write("devices/platform/soc/soc:firmware/get_throttled", bits);

        Assert.Equal(expected, new Throttle(_sys.FullName).Read());
    }

    [Theory]
    [InlineData("cpufreq-cpu0", "0", false)]
    [InlineData("cpufreq-cpu0", "2", true)]
    [InlineData("Processor", "1", true)]
    [InlineData("pwm-fan", "3", null)]
    public void Read_CoolingDevices_CountsThoseThatSlowTheProcessorDown(string type, string state, bool? expected)
    {
        Write("class/thermal/cooling_device0/type", type);
        Write("class/thermal/cooling_device0/cur_state", state);

        Assert.Equal(expected, new Throttle(_sys.FullName).Read());
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_sys.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
