using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Dashboard.Fleet;

/// <summary>When a device needs somebody's attention. The configuration's section <c>Fleet</c>.</summary>
public sealed class FleetOptions
{
    /// <summary>Degrees Celsius from which a device is hot, 30 to 120, 80 by default: a Raspberry Pi slows down there.</summary>
    [Range(30, 120)]
    public double HotCelsius { get; set; } = 80;

    /// <summary>Waiting messages from which a device is full, 1 to 1000000, 500 by default.</summary>
    [Range(1, 1_000_000)]
    public int FullMessages { get; set; } = 500;

    /// <summary>Seconds without a word of its health after which a device is silent, 60 to 86400, 180 by default.</summary>
    [Range(60, 86_400)]
    public int SilentSeconds { get; set; } = 180;
}
