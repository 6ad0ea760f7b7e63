using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Capture.Tests;

/// <summary>A process of its own that runs a camera and nothing else, so that every byte allocated is the camera's.</summary>
internal static class AllocationHost
{
    public const string Verb = "measure-allocation";

    private const int WarmUp = 200;
    private const int Frames = 400;

    /// <summary>Prints the managed bytes allocated per frame, in every thread.</summary>
    public static async Task<int> RunAsync()
    {
        var options = new CameraOptions { Preset = CameraPreset.Command, Command = TestSource.Command(640, 360, paced: false) };
        await using var camera = new Camera(options, TimeProvider.System, NullLogger<Camera>.Instance);
        using var cancellation = new CancellationTokenSource();
        await ConsumeAsync(camera, WarmUp, cancellation.Token);
        var (allocated, captured) = (GC.GetTotalAllocatedBytes(precise: true), camera.Status.Captured);
        await ConsumeAsync(camera, Frames, cancellation.Token);
        var perFrame = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / (camera.Status.Captured - captured);
        await Console.Out.WriteLineAsync(perFrame.ToString("F1", CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task ConsumeAsync(Camera camera, int frames, CancellationToken cancellationToken)
    {
        for (var taken = 0; taken < frames; taken++)
        {
            using var frame = await camera.NextFrameAsync(cancellationToken);
        }
    }
}
