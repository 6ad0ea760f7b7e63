using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace EdgeMonitor.Messaging.Tests;

internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        [PublisherHost.Verb, ..] => PublisherHost.RunAsync(args[1..]),
        _ when args.Any(arg => arg is "-automated" or "@@") => ConsoleRunner.Run(args),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
