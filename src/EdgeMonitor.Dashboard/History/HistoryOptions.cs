using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Dashboard.History;

/// <summary>How much the dashboard remembers. The configuration's section <c>History</c>.</summary>
public sealed class HistoryOptions
{
    /// <summary>The default of <see cref="WindowsPerDevice"/>: a day of windows of thirty seconds.</summary>
    public const int DefaultWindowsPerDevice = 2880;

    /// <summary>The default of <see cref="MaximumDevices"/>: enough for a large school.</summary>
    public const int DefaultMaximumDevices = 1000;

    /// <summary>Windows kept per device, 1 to 100000; the oldest go first.</summary>
    [Range(1, 100_000)]
    public int WindowsPerDevice { get; set; } = DefaultWindowsPerDevice;

    /// <summary>Devices kept in all, 1 to 100000; messages of further ones are refused. It bounds the memory.</summary>
    [Range(1, 100_000)]
    public int MaximumDevices { get; set; } = DefaultMaximumDevices;
}
