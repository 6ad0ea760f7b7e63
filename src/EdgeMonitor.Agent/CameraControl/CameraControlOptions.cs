using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>How people see and stop the camera: the section <c>cameraControl</c>. The strictest of switch, request and schedule wins.</summary>
internal sealed class CameraControlOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "cameraControl";

    private const string StateDirectoryVariable = "STATE_DIRECTORY";

    /// <summary>
    /// The light that is on exactly while the camera is open, by its name in <c>/sys/class/leds</c>. null: none. Once it is named, the
    /// camera stays closed while the light cannot be driven.
    /// </summary>
    [RegularExpression(@"[^/]*[^/.][^/]*", ErrorMessage = "the name of a folder in /sys/class/leds, without slashes")]
    public string? Led { get; set; }

    /// <summary>
    /// The folder that keeps over restarts the last request from afar, and what lessons have spent of the day's privacy budget. null takes
    /// the one that systemd gives the service (<c>$STATE_DIRECTORY</c>); where there is none either, a restart forgets the request, and
    /// no lesson is released.
    /// </summary>
    [RegularExpression("/.+", ErrorMessage = "an absolute path such as /var/lib/edgemonitor")]
    public string? StateDirectory { get; set; }

    /// <summary>The privacy switch.</summary>
    public SwitchOptions Switch { get; set; } = new();

    /// <summary>The weekly schedule.</summary>
    public ScheduleOptions Schedule { get; set; } = new();

    /// <summary>The folder in force for this process; null for memory only.</summary>
    public string? ResolveStateDirectory() => ResolveStateDirectory(Environment.GetEnvironmentVariable(StateDirectoryVariable));

    /// <summary>The folder in force; null for memory only.</summary>
    /// <param name="given">The value of <c>STATE_DIRECTORY</c>.</param>
    public string? ResolveStateDirectory(string? given)
    {
        // systemd separates several folders by colons; the first is the service's own.
        var own = StateDirectory ?? given?.Split(':')[0];
        return string.IsNullOrEmpty(own) ? null : own;
    }
}
