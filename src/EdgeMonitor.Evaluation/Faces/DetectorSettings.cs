namespace EdgeMonitor.Evaluation.Faces;

/// <summary>The settings that a detector was measured with; see <see cref="Vision.VisionOptions"/>.</summary>
public sealed record DetectorSettings(
    int MinimumFaceSize,
    double PyramidFactor,
    double ProposalThreshold,
    double RefineThreshold,
    double OutputThreshold,
    double ConfirmThreshold);
