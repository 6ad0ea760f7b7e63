using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Attention;

/// <summary>
/// How the number of people present is estimated: the section <c>attention.presence</c>. A head that is down or turned away
/// shows no face, so it is a high quantile of the faces in view over the last minutes, not their mean.
/// </summary>
public sealed class PresenceOptions
{
    /// <summary>Default of <see cref="QuantileOfFaces"/>.</summary>
    public const double DefaultQuantileOfFaces = 0.9;

    /// <summary>Default of <see cref="Minutes"/>.</summary>
    public const int DefaultMinutes = 5;

    /// <summary>
    /// The quantile, 0.5 to 0.98: at 0.9, as many people are present as faces were in view for a tenth of the time.
    /// Default: <see cref="DefaultQuantileOfFaces"/>.
    /// </summary>
    [Range(0.5, 0.98)]
    public double QuantileOfFaces { get; set; } = DefaultQuantileOfFaces;

    /// <summary>How far the estimate looks back, 1 to 60 minutes. Default: <see cref="DefaultMinutes"/>.</summary>
    [Range(1, 60)]
    public int Minutes { get; set; } = DefaultMinutes;
}
