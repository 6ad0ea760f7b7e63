using System.Globalization;

namespace EdgeMonitor.Agent.Health;

/// <summary>
/// Tells whether the processor is being slowed down: by the Raspberry Pi's firmware (the bits of <c>vcgencmd get_throttled</c>),
/// or by the kernel's processor cooling devices.
/// </summary>
internal sealed class Throttle
{
    private const string FirmwareFile = "devices/platform/soc/soc:firmware/get_throttled";
    private const string CoolingFolder = "class/thermal";

    // Now, not ever since the start: under-voltage, frequency capped, throttled, soft temperature limit.
    private const long NowBits = 0xf;

    private readonly string _sys;

    /// <summary>Reads below <paramref name="sys"/>.</summary>
    public Throttle(string sys = "/sys") => _sys = sys;

    /// <summary>Whether the processor is slowed down now; null where it cannot be told.</summary>
    public bool? Read() => ReadFirmware() ?? ReadCooling();

    private bool? ReadFirmware() =>
        long.TryParse(ReadText(Path.Combine(_sys, FirmwareFile)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            ? (bits & NowBits) != 0
            : null;

    private bool? ReadCooling()
    {
        var folder = Path.Combine(_sys, CoolingFolder);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        bool? slowed = null;
        foreach (var device in Directory.EnumerateDirectories(folder, "cooling_device*"))
        {
            // Fans and idle injection are cooling devices too; only what takes frequency away counts.
            var type = ReadText(Path.Combine(device, "type"));
            var slowsDown = type is not null
                && (type.StartsWith("cpufreq", StringComparison.Ordinal) || type.StartsWith("Processor", StringComparison.Ordinal));
            if (slowsDown && long.TryParse(ReadText(Path.Combine(device, "cur_state")), CultureInfo.InvariantCulture, out var state))
            {
                slowed = slowed is true || state > 0;
            }
        }

        return slowed;
    }

    private static string? ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
