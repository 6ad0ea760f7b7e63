using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.LocalPages;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>Shows on a page of this machine what is found in the newest frame of a camera or video.</summary>
internal static class LiveView
{
    /// <summary>A file of this name beside the program says that it is an appliance, where nobody may look at single faces.</summary>
    public const string ApplianceMark = "appliance";

    /// <summary>Whether this is an appliance.</summary>
    public static bool IsAppliance(string programFolder) => File.Exists(Path.Combine(programFolder, ApplianceMark));

    /// <summary>The camera for a device such as <c>/dev/video0</c>, or a video that is repeated at its own pace.</summary>
    public static CameraOptions CameraOf(string path) => path.StartsWith("/dev/", StringComparison.Ordinal)
        ? new CameraOptions { Preset = CameraPreset.Usb, Device = path }
        : new CameraOptions { Preset = CameraPreset.File, Path = path };

    /// <summary>Shows frames until it is stopped or the camera has no more.</summary>
    public static async Task RunAsync(Camera camera, FaceAnalyzer analyzer, AttentionRule rule, LocalPageServer server, CancellationToken stop)
    {
        try
        {
            while (await camera.NextFrameAsync(stop) is { } frame)
            {
                using (frame)
                {
                    server.Show(Render(frame, analyzer, rule));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Somebody stopped it.
        }
    }

    private static Markup Render(Frame frame, FaceAnalyzer analyzer, AttentionRule rule)
    {
        var found = analyzer.Follow(frame);
        var faces = new List<(FaceObservation, bool)>(found.Length);
        foreach (var face in found)
        {
            faces.Add((face, rule.IsAttentive(face)));
        }

        return LivePage.Render(frame.Width, frame.Height, faces, analyzer.LastTimings.Total.TotalMilliseconds);
    }
}
