using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Capture.Tests;

/// <summary>A process of its own with a camera in it, for tests that kill it.</summary>
internal static class CameraHost
{
    public const string Verb = "host-a-camera";

    /// <summary>Starts the host; it ends only when it is killed.</summary>
    public static Process Start(params string[] command) => StartSelf([Verb, .. command]);

    /// <summary>Starts the host as a shell starts what it puts into the background: with SIGINT ignored.</summary>
    public static Process StartDeafToInterrupts(params string[] command) => Process.Start(
        "sh", ["-c", "trap '' INT; exec \"$@\"", "sh", "dotnet", "exec", typeof(CameraHost).Assembly.Location, Verb, .. command]);

    public static Process StartSelf(string[] arguments)
        => Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(CameraHost).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;

    public static async Task<int> RunAsync(string[] command)
    {
        var options = new CameraOptions { Preset = CameraPreset.Command, Command = command };
        await using var camera = new Camera(options, TimeProvider.System, NullLogger<Camera>.Instance);
        while (await camera.NextFrameAsync() is { } frame)
        {
            frame.Dispose();
        }

        return 0;
    }
}
