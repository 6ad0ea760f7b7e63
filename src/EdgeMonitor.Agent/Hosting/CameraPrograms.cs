using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Hosting;

/// <summary>The programs that a camera preset runs, and the Debian packages that have them.</summary>
internal static class CameraPrograms
{
    private static readonly (string Program, string Package) Ffmpeg = ("ffmpeg", "ffmpeg");
    private static readonly (string Program, string Package) RpicamVid = ("rpicam-vid", "rpicam-apps");
    private static readonly (string Program, string Package) GstLaunch = ("gst-launch-1.0", "gstreamer1.0-tools");

    /// <summary>Says which program of any of the cameras is missing; null when all are there.</summary>
    public static string? DescribeMissing(IEnumerable<CameraOptions> cameras) => cameras
        .Select(camera => DescribeMissing(camera, Environment.GetEnvironmentVariable("PATH") ?? ""))
        .FirstOrDefault(missing => missing is not null);

    /// <summary>Says which program of the preset is missing and how to get it; null when all are there.</summary>
    /// <param name="options">Options without mistakes.</param>
    /// <param name="searchPath">The folders of programs, separated by colons: the variable <c>PATH</c>.</param>
    public static string? DescribeMissing(CameraOptions options, string searchPath)
    {
        (string Program, string Package)[] programs = options.Preset switch
        {
            CameraPreset.Usb or CameraPreset.Rtsp or CameraPreset.File => [Ffmpeg],
            CameraPreset.Csi => [RpicamVid, Ffmpeg],
            CameraPreset.Jetson => [GstLaunch],
            _ => [],
        };
        var folders = searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (program, package) in programs)
        {
            if (!Array.Exists(folders, folder => File.Exists(Path.Combine(folder, program))))
            {
                return $"The program {program} was not found. Install Debian's package {package}: apt-get install {package}";
            }
        }

        return null;
    }
}
