using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Capture;

/// <summary>
/// The pauses before a camera that failed is tried again: doubled after each failure, shortened by up to half at random.
/// </summary>
public sealed class CameraRestartOptions
{
    /// <summary>Default of <see cref="MinimumSeconds"/>.</summary>
    public const double DefaultMinimumSeconds = 1;

    /// <summary>Default of <see cref="MaximumSeconds"/>.</summary>
    public const double DefaultMaximumSeconds = 60;

    /// <summary>Default of <see cref="StableSeconds"/>.</summary>
    public const double DefaultStableSeconds = 60;

    /// <summary>The first pause in seconds, 0.1 to 3600. Default 1.</summary>
    [Range(0.1, 3600.0)]
    public double MinimumSeconds { get; set; } = DefaultMinimumSeconds;

    /// <summary>The longest pause in seconds, 0.1 to 3600, not below <see cref="MinimumSeconds"/>. Default 60.</summary>
    [Range(0.1, 3600.0)]
    public double MaximumSeconds { get; set; } = DefaultMaximumSeconds;

    /// <summary>Seconds of frames after which earlier failures are forgotten, 1 to 86400. Default 60.</summary>
    [Range(1.0, 86400.0)]
    public double StableSeconds { get; set; } = DefaultStableSeconds;
}
