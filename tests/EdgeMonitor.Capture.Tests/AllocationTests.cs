using System.Globalization;

namespace EdgeMonitor.Capture.Tests;

public sealed class AllocationTests
{
    [Fact(Timeout = 120_000)]
    public async Task Camera_SteadyState_AllocatesNothingPerFrame()
    {
        Assert.SkipUnless(Optimised.Build, Optimised.SkipReason);
        using var host = CameraHost.StartSelf([AllocationHost.Verb]);
        var output = await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        var bytesPerFrame = double.Parse(output, CultureInfo.InvariantCulture);

        // The smallest object has 24 bytes, so this is less than one in every frame; the runtime itself allocates now and then.
        Assert.InRange(bytesPerFrame, 0, 23.9);
    }
}
