using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace EdgeMonitor.Capture.Tests;

internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [CameraHost.Verb, ..] => CameraHost.RunAsync(args[1..]),
        [AllocationHost.Verb] => AllocationHost.RunAsync(),
        _ when args.Any(arg => arg is "-automated" or "@@") => ConsoleRunner.Run(args),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
