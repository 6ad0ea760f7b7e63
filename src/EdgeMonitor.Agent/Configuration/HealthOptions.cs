using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>The report on the device itself.</summary>
internal sealed class HealthOptions
{
    /// <summary>Default of <see cref="IntervalSeconds"/>.</summary>
    public const int DefaultIntervalSeconds = 30;

    /// <summary>Seconds between two reports (5 to 3600; default 30).</summary>
    [Range(5, 3600)]
    public int IntervalSeconds { get; set; } = DefaultIntervalSeconds;
}
