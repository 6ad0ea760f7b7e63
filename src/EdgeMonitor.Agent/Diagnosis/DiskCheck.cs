using System.Globalization;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The disk on which windows wait for the broker.</summary>
internal static class DiskCheck
{
    private const string Subject = "disk";
    private const string StandardFolder = "/var/lib/edgemonitor-publish";
    private const long Megabyte = 1 << 20;

    /// <summary>Looks at it.</summary>
    public static IEnumerable<Finding> Examine(OutboxOptions outbox)
    {
        var folder = outbox.Directory ?? StandardFolder;
        if (!Directory.Exists(folder))
        {
            yield return Finding.Warning(
                Subject,
                $"There is no {folder}: while the broker is away, windows would wait in memory alone.",
                "Let systemd run it (systemctl start edgemonitor.target), or name a folder in outbox.directory");
            yield break;
        }

        yield return Judge(folder, new DriveInfo(folder).AvailableFreeSpace, outbox.MaximumMegabytes * Megabyte);
    }

    /// <summary>What to say of a disk with so many bytes free, of which the outbox may need so many.</summary>
    internal static Finding Judge(string folder, long free, long needed)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / Megabyte} MB free where {folder} is");
        const string Tidy = "See what fills it: du -xh -d 2 / | sort -h; journalctl --vacuum-size=50M";
        return free < needed
            ? Finding.Failure(Subject, $"{text}, and the outbox may take {needed / Megabyte} MB", Tidy)
            : free < 4 * needed ? Finding.Warning(Subject, text, Tidy) : Finding.Ok(Subject, text);
    }
}
