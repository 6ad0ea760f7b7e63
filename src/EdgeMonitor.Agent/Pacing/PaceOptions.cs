using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.Pacing;

/// <summary>How many frames are looked at.</summary>
internal sealed class PaceOptions
{
    /// <summary>Default of <see cref="FramesPerSecond"/>.</summary>
    public const double DefaultFramesPerSecond = 10;

    /// <summary>Default of <see cref="HotCelsius"/>.</summary>
    public const double DefaultHotCelsius = 78;

    /// <summary>
    /// Frames that are looked at per second, 0.5 to 60, where the camera delivers as many. A hot, throttled or late device looks at
    /// fewer, in steps, and its health says so. Default 10.
    /// </summary>
    [Range(0.5, 60.0)]
    public double FramesPerSecond { get; set; } = DefaultFramesPerSecond;

    /// <summary>Temperature of the processor in degrees Celsius from which on fewer frames are looked at, 40 to 120. Default 78.</summary>
    [Range(40.0, 120.0)]
    public double HotCelsius { get; set; } = DefaultHotCelsius;
}
