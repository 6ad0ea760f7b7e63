using System.Globalization;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Capture;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>
/// The camera: its program and device are there, it offers what the configuration asks for, and what the service says of it. No
/// picture is taken here: that would pass by the switch, the schedule and the light.
/// </summary>
internal static class CameraCheck
{
    private const string Subject = "camera";
    private const string Service = "edgemonitor-sense.service";

    /// <summary>What the service's status begins with while it has no frames.</summary>
    private const string Trouble = "camera ";

    /// <summary>Looks at one camera.</summary>
    public static IEnumerable<Finding> Examine(CameraOptions options)
    {
        if (CameraPrograms.DescribeMissing(options, Environment.GetEnvironmentVariable("PATH") ?? "") is { } missing)
        {
            yield return Finding.Failure(Subject, missing, "Install it, then: systemctl restart edgemonitor-sense");
        }

        if (options.Preset is CameraPreset.Usb)
        {
            yield return File.Exists(options.Device)
                ? JudgeFormats(options, Tool.Ask("v4l2-ctl", "-d", options.Device, "--list-formats-ext"))
                : MissingDevice(options.Device);
        }
    }

    /// <summary>Asks the service how its cameras are.</summary>
    public static Finding ExamineService() => JudgeStatus(Tool.Ask("systemctl", "show", Service, "-P", "StatusText"));

    /// <summary>What to say of a USB camera that offers these formats, as <c>v4l2-ctl --list-formats-ext</c> lists them.</summary>
    internal static Finding JudgeFormats(CameraOptions options, string? formats)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{options.Width}x{options.Height}");
        if (formats is null)
        {
            return Finding.Warning(Subject, $"What {options.Device} offers could not be asked.", "As root: apt-get install v4l-utils, then edgemonitor doctor again");
        }

        var start = formats.IndexOf("'MJPG'", StringComparison.Ordinal);
        if (start < 0)
        {
            return Finding.Failure(
                Subject,
                $"{options.Device} offers no MJPEG, which the preset usb asks for.",
                "Take another camera, another of its devices (v4l2-ctl --list-devices), or the preset command");
        }

        var end = formats.IndexOf("]: '", start, StringComparison.Ordinal);
        return formats[start..(end < 0 ? formats.Length : end)].Contains($" {size}", StringComparison.Ordinal)
            ? Finding.Ok(Subject, $"{options.Device} offers MJPEG of {size}")
            : Finding.Warning(
                Subject,
                $"{options.Device} does not list {size}; it may give another size.",
                $"v4l2-ctl -d {options.Device} --list-formats-ext, then set camera.width and camera.height");
    }

    /// <summary>What the service's own status means to a person.</summary>
    internal static Finding JudgeStatus(string? status) => status switch
    {
        null => Finding.Warning(Subject, $"{Service} does not run, so nobody can tell whether frames come.", "systemctl start edgemonitor.target; systemctl status edgemonitor-sense"),
        "camera starting" => Finding.Warning(Subject, status, "Wait for half a minute, then edgemonitor doctor again"),
        _ when status.StartsWith("camera closed", StringComparison.Ordinal) => Finding.Ok(Subject, status),
        _ when status.StartsWith(Trouble, StringComparison.Ordinal) => Explain(status),
        _ => Finding.Ok(Subject, status),
    };

    private static Finding MissingDevice(string device)
    {
        var others = string.Join(", ", Directory.EnumerateFiles("/dev", "video*").Order(StringComparer.Ordinal));
        return others.Length > 0
            ? Finding.Failure(Subject, $"There is no {device}; there is {others}.", "v4l2-ctl --list-devices, then set camera.device")
            : Finding.Failure(Subject, $"There is no {device}, and no camera at all.", "Plug it in again, at another port; then: dmesg | tail; lsusb");
    }

    private static Finding Explain(string reason)
    {
        (string Sign, string NextStep)[] known =
        [
            ("No space left on device",
                "The USB bus has no bandwidth left: plug the camera or the others into another controller (lsusb -t), not through a hub, or lower "
                + "camera.width, camera.height and camera.framesPerSecond"),
            ("Device or resource busy", "Another program has the camera: fuser -v /dev/video0"),
            ("Permission denied", "Is edgemonitor-sense in the group video (id edgemonitor-sense)? Does the preset need a file of /usr/share/doc/edgemonitor/examples?"),
            ("Operation not permitted", "The sandbox lets the service open /dev/video* alone: the preset needs a file of /usr/share/doc/edgemonitor/examples"),
            ("No such device", "It was unplugged or has crashed: plug it in again, then: dmesg | tail"),
            ("Invalid argument", "It does not offer this size, rate or format: v4l2-ctl -d /dev/video0 --list-formats-ext"),
        ];
        var step = known.FirstOrDefault(entry => reason.Contains(entry.Sign, StringComparison.Ordinal)).NextStep;
        return Finding.Failure(Subject, reason, step ?? "Check the section camera; what it says: journalctl -t edgemonitor-sense -n 50");
    }
}
