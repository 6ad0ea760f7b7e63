using EdgeMonitor.Agent.CameraControl;

namespace EdgeMonitor.Agent.Tests.CameraControl;

public sealed class StatusLedTests : IDisposable
{
    private readonly LedFolder _folder = new();
    private readonly StatusLed _led;

    public StatusLedTests() => _led = new StatusLed(LedFolder.Name, _folder.Parent);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Light_LedOfTheKernel_IsFullyLitAndNothingElseDrivesIt()
    {
        Assert.Null(_led.Light());

        Assert.Equal("255", _folder.Read("brightness"));
        Assert.StartsWith("none", _folder.Read("trigger"), StringComparison.Ordinal);
    }

    [Fact]
    public void PutOut_Lit_IsDark()
    {
        _led.Light();

        Assert.Null(_led.PutOut());
        Assert.False(_folder.IsLit);
    }

    [Fact]
    public void KeepLit_SomethingElsePutItOut_LightsItAgain()
    {
        _led.Light();
        _folder.Write("brightness", "0");

        Assert.Null(_led.KeepLit());
        Assert.True(_folder.IsLit);
    }

    [Fact]
    public void Light_NoSuchLed_SaysSoAndMakesNoFile()
    {
        var led = new StatusLed("missing", _folder.Parent);

        Assert.Contains("missing", led.Light(), StringComparison.Ordinal);
        Assert.Contains("missing", led.PutOut(), StringComparison.Ordinal);
        Assert.False(Path.Exists(Path.Combine(_folder.Parent, "missing")));
    }

    [Fact]
    public void Light_LedThatCannotShine_SaysSo()
    {
        _folder.Write("max_brightness", "0");

        Assert.Equal("it stays dark", _led.Light());
    }
}
