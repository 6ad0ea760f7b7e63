namespace EdgeMonitor.Vision;

/// <summary>How long the stages of one frame took.</summary>
/// <param name="Detection">Colour conversion, pyramid and the three detection networks.</param>
/// <param name="Expression">Alignment and expression network; null where expressions are not read.</param>
/// <param name="Total">The whole frame.</param>
public readonly record struct FaceAnalyzerTimings(TimeSpan Detection, TimeSpan? Expression, TimeSpan Total)
{
    /// <summary>Whether the whole frame was scanned, and not only the places of known faces.</summary>
    public bool IsScan { get; init; }
}
