using System.Globalization;
using EdgeMonitor.Agent.Health;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The machine: its clock and its temperature.</summary>
internal static class MachineCheck
{
    /// <summary>Above it, a Raspberry Pi begins to slow down soon, degrees Celsius.</summary>
    public const double Warm = 70;

    /// <summary>At this temperature it has, and frames are lost, degrees Celsius.</summary>
    public const double Hot = 80;

    /// <summary>Looks at them.</summary>
    public static IEnumerable<Finding> Examine() => [Clock(KernelClock.IsSynchronised()), Temperature(new Thermometer().Read())];

    /// <summary>What to say of the clock.</summary>
    internal static Finding Clock(bool? isSynchronised) => isSynchronised switch
    {
        true => Finding.Ok("clock", "synchronised"),
        false => Finding.Warning(
            "clock",
            "not synchronised: windows would carry wrong times, and TLS may refuse good certificates.",
            "timedatectl status; systemctl enable --now systemd-timesyncd; let the firewall pass UDP port 123, or name the school's time server in /etc/systemd/timesyncd.conf"),
        null => Finding.Warning("clock", "the kernel does not say whether it is synchronised.", "timedatectl status"),
    };

    /// <summary>What to say of the temperature, degrees Celsius.</summary>
    internal static Finding Temperature(double? degrees)
    {
        if (degrees is not { } value)
        {
            return Finding.Ok("temperature", "this machine has no thermometer");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{value:F0} degrees Celsius");
        const string Cool = "Give it air: a heat sink or a fan, not above a radiator, not in the sun; or lower camera.framesPerSecond";
        return value switch
        {
            >= Hot => Finding.Failure("temperature", $"{text}: the processor slows itself down.", Cool),
            >= Warm => Finding.Warning("temperature", text, Cool),
            _ => Finding.Ok("temperature", text),
        };
    }
}
