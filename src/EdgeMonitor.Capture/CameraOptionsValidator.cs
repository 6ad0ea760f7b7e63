using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace EdgeMonitor.Capture;

/// <summary>
/// Finds every mistake in <see cref="CameraOptions"/>: single values out of range and what the chosen preset needs.
/// </summary>
public static class CameraOptionsValidator
{
    /// <summary>
    /// Adds one entry per mistake. Its member name is the key as written in the file (<c>camera.restart.maximumSeconds</c>), its
    /// text begins with it and says what is accepted.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="mistakes">Gets the mistakes.</param>
    /// <param name="key">Where the options are in the file.</param>
    public static void Validate(
        CameraOptions options, ICollection<ValidationResult> mistakes, string key = CameraOptions.SectionName)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(mistakes);
        Validate(options, new Findings(key, mistakes));
    }

    private static void Validate(CameraOptions options, Findings mistakes)
    {
        ValidateRanges(options, section: "", mistakes);
        ValidateRanges(options.Restart, nameof(options.Restart), mistakes);
        ValidateRestart(options.Restart, mistakes);
        ValidatePreset(options, mistakes);
        ValidatePolygons(options.Masks, nameof(options.Masks), mistakes);
        ValidatePolygons(options.Regions, nameof(options.Regions), mistakes);
    }

    private static void ValidatePolygons(string[] polygons, string name, Findings mistakes)
    {
        for (var i = 0; i < polygons.Length; i++)
        {
            if (!Polygon.TryParse(polygons[i], out _, out var mistake))
            {
                mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"polygon {i + 1} {mistake}"), name);
            }
        }
    }

    private static void ValidatePreset(CameraOptions options, Findings mistakes)
    {
        switch (options.Preset)
        {
            case CameraPreset.Usb when options.Device is not ['/', ..]:
                mistakes.Add("must be an absolute path such as /dev/video0 for preset usb.", nameof(options.Device));
                break;
            case CameraPreset.Csi:
                ValidateCsiSize(options, mistakes);
                break;
            case CameraPreset.Rtsp:
                ValidateUrl(options, mistakes);
                break;
            case CameraPreset.File when string.IsNullOrWhiteSpace(options.Path):
                mistakes.Add("is missing; preset file needs the path of a video.", nameof(options.Path));
                break;
            case CameraPreset.Command when options.Command is not [{ Length: > 0 }, ..]:
                mistakes.Add(
                    "is missing; preset command needs a program and its arguments, each a text of its own, such as "
                    + "[\"ffmpeg\", \"-i\", \"in.mp4\", \"-f\", \"yuv4mpegpipe\", \"-\"].",
                    nameof(options.Command));
                break;
            case CameraPreset.Usb or CameraPreset.Jetson or CameraPreset.File or CameraPreset.Command:
                break;
            default:
                mistakes.Add("must be usb, csi, jetson, rtsp, file or command.", nameof(options.Preset));
                break;
        }
    }

    private static void ValidateCsiSize(CameraOptions options, Findings mistakes)
    {
        // The image processor pads lines to a multiple of 64 bytes, and rpicam-vid writes the padding too.
        if (options.Width % 64 != 0)
        {
            mistakes.Add("must be a multiple of 64 for preset csi, such as 640, 1280 or 1920.", nameof(options.Width));
        }

        if (options.Height % 2 != 0)
        {
            mistakes.Add("must be an even number for preset csi, such as 480, 720 or 1080.", nameof(options.Height));
        }
    }

    private static void ValidateUrl(CameraOptions options, Findings mistakes)
    {
        // The value stays out of the message: it may hold a password.
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url is not { Scheme: "rtsp" or "rtsps", Host.Length: > 0 })
        {
            mistakes.Add("must be the camera's address for preset rtsp, such as rtsp://192.0.2.7:554/stream1.", nameof(options.Url));
        }
    }

    private static void ValidateRestart(CameraRestartOptions restart, Findings mistakes)
    {
        if (restart.MaximumSeconds < restart.MinimumSeconds)
        {
            mistakes.Add(
                string.Create(CultureInfo.InvariantCulture, $"must be at least minimumSeconds, which is {restart.MinimumSeconds}."),
                nameof(CameraOptions.Restart),
                nameof(restart.MaximumSeconds));
        }
    }

    private static void ValidateRanges(object options, string section, Findings mistakes)
    {
        foreach (var property in options.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(property.GetValue(options)))
            {
                mistakes.Add(
                    string.Create(CultureInfo.InvariantCulture, $"must be {range.Minimum} to {range.Maximum}."),
                    section,
                    property.Name);
            }
        }
    }

    /// <summary>Takes mistakes of the options at <paramref name="Section"/>.</summary>
    private sealed record Findings(string Section, ICollection<ValidationResult> Mistakes)
    {
        public void Add(string rule, params ReadOnlySpan<string> path)
        {
            var key = Section;
            foreach (var name in path)
            {
                key += name.Length == 0 ? "" : "." + JsonNamingPolicy.CamelCase.ConvertName(name);
            }

            Mistakes.Add(new ValidationResult($"{key} {rule}", [key]));
        }
    }
}
