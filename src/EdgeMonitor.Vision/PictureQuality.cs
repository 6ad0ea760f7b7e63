namespace EdgeMonitor.Vision;

/// <summary>How well a picture can be judged.</summary>
/// <param name="Luminance">Mean luminance of what is not masked (BT.601, limited range: 16 is black, 235 white).</param>
/// <param name="Sharpness">
/// Mean difference between neighbouring pixels, in terms of the mean difference between neighbours in a picture a quarter as large:
/// about 0.25 where nothing is finer than four pixels, higher the more fine detail (or noise) there is. 1 where nothing can be told.
/// </param>
public readonly record struct PictureQuality(double Luminance, double Sharpness)
{
    /// <summary>
    /// Luminance below which a picture is too dark: a twelfth of the range. Cameras raise their gain long before; what is still
    /// this dark is a room with the light off.
    /// </summary>
    public const double DarkestLuminance = 34;

    /// <summary>Sharpness below which a picture is blurred: a lens out of focus, or dirty.</summary>
    public const double LeastSharpness = 0.266;

    /// <summary>Whether it is too dark to find faces.</summary>
    public bool IsTooDark => Luminance < DarkestLuminance;

    /// <summary>Whether it is too blurred to read faces.</summary>
    public bool IsBlurred => Sharpness < LeastSharpness;
}
