using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Capture;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The camera: its program is there, its device may be opened, and a frame comes.</summary>
internal static class CameraCheck
{
    private const string Subject = "camera";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes one frame, looks at its size alone, and closes the camera.</summary>
    public static async Task<Finding> ExamineAsync(CameraOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (CameraPrograms.DescribeMissing(options, Environment.GetEnvironmentVariable("PATH") ?? "") is { } missing)
        {
            return Finding.Failure(Subject, missing, "Install it");
        }

        if (options.Preset is CameraPreset.Usb && !File.Exists(options.Device))
        {
            var others = string.Join(", ", Directory.EnumerateFiles("/dev", "video*").Order(StringComparer.Ordinal));
            return Finding.Failure(
                Subject,
                $"There is no {options.Device}; there is {(others.Length > 0 ? others : "no camera at all")}.",
                others.Length > 0 ? "v4l2-ctl --list-devices, then set camera.device" : "Plug it in again, at another port; then: dmesg | tail; lsusb");
        }

        await using var camera = new Camera(options, clock, NullLogger<Camera>.Instance);
        var next = camera.NextFrameAsync(cancellationToken).AsTask();
        var start = clock.GetTimestamp();
        while (!next.IsCompleted && camera.Status.Reason is null && clock.GetElapsedTime(start) < Patience)
        {
            await Task.Delay(Look, clock, cancellationToken);
        }

        if (next.IsCompletedSuccessfully && await next is { } frame)
        {
            using (frame)
            {
                return Finding.Ok(Subject, $"frames of {frame.Width}x{frame.Height}");
            }
        }

        return Explain(camera.Status.Reason ?? $"no frame within {Patience.TotalSeconds} seconds");
    }

    /// <summary>What a camera's reason means to a person with a screwdriver.</summary>
    internal static Finding Explain(string reason)
    {
        (string Sign, FindingLevel Level, string NextStep)[] known =
        [
            ("Device or resource busy", FindingLevel.Warning,
                "That is as it should be while the service has it (systemctl status edgemonitor-sense); stop that to have the camera examined"),
            ("No space left on device", FindingLevel.Failure,
                "The USB bus has no bandwidth left: plug the camera or the others into another controller (lsusb -t), not through a hub, or lower "
                + "camera.width, camera.height and camera.framesPerSecond"),
            ("Permission denied", FindingLevel.Failure, "Run this as root; for the service: is edgemonitor-sense in the group video (id edgemonitor-sense)?"),
            ("No such device", FindingLevel.Failure, "It was unplugged or has crashed: plug it in again, then: dmesg | tail"),
            ("Invalid argument", FindingLevel.Failure,
                "It does not offer this size, rate or format: v4l2-ctl -d DEVICE --list-formats-ext lists what it offers; the preset usb needs MJPG"),
        ];
        var (_, level, step) = known.FirstOrDefault(
            entry => reason.Contains(entry.Sign, StringComparison.Ordinal),
            (Sign: "", FindingLevel.Failure, "Check the section camera; what it can do: v4l2-ctl --list-devices, v4l2-ctl -d DEVICE --list-formats-ext"));
        return new Finding(Subject, level, reason, step);
    }
}
