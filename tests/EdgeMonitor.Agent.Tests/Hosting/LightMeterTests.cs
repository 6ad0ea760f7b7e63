using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Tests.Hosting;

public sealed class LightMeterTests
{
    [Theory]
    [InlineData(16, true)]
    [InlineData(33, true)]
    [InlineData(34, false)]
    [InlineData(120, false)]
    public void IsTooDark_EvenFrame_ComparesTheMean(byte luminance, bool expected)
    {
        using var frame = new Frame(101, 53);
        frame.Y.Fill(luminance);

        Assert.Equal(expected, LightMeter.IsTooDark(frame));
    }
}
