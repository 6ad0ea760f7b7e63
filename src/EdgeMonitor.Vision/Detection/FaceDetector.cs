using System.Runtime.InteropServices;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;
using static EdgeMonitor.Vision.Detection.NonMaximumSuppression;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// MTCNN: Zhang, Zhang, Li, Qiao, "Joint Face Detection and Alignment using Multi-task Cascaded Convolutional Networks",
/// 2016, arXiv:1604.02878. Three networks, each of which sees fewer windows more closely.
/// </summary>
internal sealed class FaceDetector : IDisposable
{
    // The thresholds of the authors' own program.
    private const float ProposalOverlap = 0.7f;
    private const float RefineOverlap = 0.7f;
    private const float OutputOverlap = 0.7f;

    private readonly VisionOptions _options;
    private readonly ProposalNetwork _proposal;
    private readonly RefineNetwork _refine;
    private readonly OutputNetwork _output;
    private readonly List<FaceCandidate> _candidates = [];

    /// <summary>Loads the three networks.</summary>
    /// <exception cref="ModelException">A network cannot be loaded.</exception>
    public FaceDetector(VisionOptions options, ModelFolder models)
    {
        _options = options;
        _proposal = new ProposalNetwork(models.Open(ModelFolder.ProposalNetwork), (float)options.ProposalThreshold);
        _refine = new RefineNetwork(models.Open(ModelFolder.RefineNetwork), (float)options.RefineThreshold);
        _output = new OutputNetwork(models.Open(ModelFolder.OutputNetwork), (float)options.OutputThreshold);
    }

    /// <summary>The detector's name with the hashes of its networks.</summary>
    public string Version => $"mtcnn@{_proposal.Hash}.{_refine.Hash}.{_output.Hash}";

    /// <summary>Finds the faces of a frame, the most certain first. The result is valid until the next call.</summary>
    public ReadOnlySpan<FaceCandidate> Detect(RgbImage frame)
    {
        _candidates.Clear();
        _proposal.Prepare(frame.Width, frame.Height, _options.MinimumFaceSize, _options.PyramidFactor);
        _proposal.Propose(frame, _candidates);
        Apply(_candidates, 0, ProposalOverlap, Overlap.Union);
        MoveToRegressedBoxes(square: true);

        _refine.Refine(frame, _candidates);
        Apply(_candidates, 0, RefineOverlap, Overlap.Union);
        MoveToRegressedBoxes(square: true);

        _output.Judge(frame, _candidates);
        MoveToRegressedBoxes(square: false);
        Apply(_candidates, 0, OutputOverlap, Overlap.Minimum);
        return CollectionsMarshal.AsSpan(_candidates);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _proposal.Dispose();
        _refine.Dispose();
        _output.Dispose();
    }

    private void MoveToRegressedBoxes(bool square)
    {
        foreach (ref var candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            var box = candidate.Regression.Apply(candidate.Box);
            candidate = candidate with { Box = square ? BoundingBoxRegression.ToSquare(box) : box };
        }
    }
}
