using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Vision;

/// <summary>How faces are followed between two scans of the whole picture.</summary>
public sealed class TrackingOptions
{
    /// <summary>Default of <see cref="ShortestScanSeconds"/>.</summary>
    public const double DefaultShortestScanSeconds = 1;

    /// <summary>Default of <see cref="LongestScanSeconds"/>.</summary>
    public const double DefaultLongestScanSeconds = 4;

    /// <summary>
    /// Whether frames between two scans are looked at only where faces were (default true). If not, every frame is scanned, which
    /// costs several times as much.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Least seconds between two scans of one scene (0.1 to 60; default 1): while people come and go.</summary>
    [Range(0.1, 60)]
    public double ShortestScanSeconds { get; set; } = DefaultShortestScanSeconds;

    /// <summary>Most seconds between two scans (0.1 to 60; default 4): while nothing changes. Somebody new may go unseen for as long.</summary>
    [Range(0.1, 60)]
    public double LongestScanSeconds { get; set; } = DefaultLongestScanSeconds;
}
