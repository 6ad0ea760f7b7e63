using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Attention;

/// <summary>When an expression counts as attentive: the section <c>attention.expression</c>.</summary>
public sealed class ExpressionOptions
{
    /// <summary>Default of <see cref="Threshold"/>.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>
    /// The probability of happy and neutral together that must be exceeded, 0.05 to 0.95.
    /// Default: <see cref="DefaultThreshold"/>.
    /// </summary>
    [Range(0.05, 0.95)]
    public double Threshold { get; set; } = DefaultThreshold;
}
