namespace EdgeMonitor.Vision.Detection;

/// <summary>How much the networks looked at.</summary>
/// <param name="ProposalPixels">Pixels that P-Net saw.</param>
/// <param name="RefineWindows">Windows that R-Net saw.</param>
/// <param name="OutputWindows">Windows that O-Net saw.</param>
internal readonly record struct DetectionWork(long ProposalPixels, long RefineWindows, long OutputWindows)
{
    // models/README.md; P-Net's window stands at every second pixel of every second row.
    private const long PerProposalPixel = 7_800 / 4;
    private const long PerRefineWindow = 2_000_000;
    private const long PerOutputWindow = 12_000_000;

    /// <summary>The networks' multiplications, whatever machine they run on.</summary>
    public long MultiplyAdds =>
        PerProposalPixel * ProposalPixels + PerRefineWindow * RefineWindows + PerOutputWindow * OutputWindows;

    /// <summary>The work between two readings.</summary>
    public static DetectionWork operator -(DetectionWork later, DetectionWork earlier) => new(
        later.ProposalPixels - earlier.ProposalPixels,
        later.RefineWindows - earlier.RefineWindows,
        later.OutputWindows - earlier.OutputWindows);
}
