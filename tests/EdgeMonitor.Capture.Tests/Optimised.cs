using System.Diagnostics;
using System.Reflection;

namespace EdgeMonitor.Capture.Tests;

/// <summary>Whether the code under test was built as it ships.</summary>
internal static class Optimised
{
    public const string SkipReason = "A debug build makes every asynchronous call an object; run the tests with -c Release.";

    public static bool Build { get; } = typeof(Camera).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
}
