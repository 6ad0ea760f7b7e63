using System.Runtime.InteropServices;
using EdgeMonitor.Capture;
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
    private readonly NonMaximumSuppression _suppression = new();
    private readonly ColourReader _colours = new();
    private readonly List<FaceCandidate> _candidates = [];
    private long _scannedPixels;

    /// <summary>Loads the three networks.</summary>
    /// <exception cref="ModelException">A network cannot be loaded.</exception>
    public FaceDetector(VisionOptions options, ModelFolder models)
    {
        _options = options;
        _proposal = new ProposalNetwork(models.Open(ModelFolder.ProposalNetwork), (float)options.ProposalThreshold);
        _refine = new RefineNetwork(models.Open(ModelFolder.RefineNetwork), (float)options.RefineThreshold);
        _output = new OutputNetwork(
            models.Open(ModelFolder.OutputNetwork), (float)options.OutputThreshold, (float)options.ConfirmThreshold);
    }

    /// <summary>The detector's name with the hashes of its networks.</summary>
    public string Version => $"mtcnn@{_proposal.Hash}.{_refine.Hash}.{_output.Hash}";

    /// <summary>Finds the faces of a frame, the most certain first. The result is valid until the next call.</summary>
    /// <param name="picture">The frame.</param>
    /// <param name="mask">Where the frame was painted over; null where nowhere.</param>
    public ReadOnlySpan<FaceCandidate> Detect(FrameMipmap picture, PixelMask? mask)
    {
        _candidates.Clear();
        _proposal.Prepare(picture, mask, _options.MinimumFaceSize, _options.PyramidFactor);
        _proposal.Propose(picture, _colours, _candidates);
        _scannedPixels += _proposal.Plan.Pixels;
        _suppression.Apply(_candidates, ProposalOverlap, Overlap.Union);
        MoveToRegressedBoxes(square: true);

        _refine.Refine(picture, _colours, _candidates);
        _suppression.Apply(_candidates, RefineOverlap, Overlap.Union);
        MoveToRegressedBoxes(square: true);

        _output.Judge(picture, _colours, _candidates);
        MoveToRegressedBoxes(square: true);
        _suppression.Apply(_candidates, OutputOverlap, Overlap.Minimum);

        _output.Confirm(picture, _colours, _candidates);
        MoveToRegressedBoxes(square: false);
        _suppression.Apply(_candidates, OutputOverlap, Overlap.Minimum);
        return CollectionsMarshal.AsSpan(_candidates);
    }

    /// <summary>
    /// Looks again at the faces of the frame before with O-Net alone, whose regression moves them along. The result is valid until
    /// the next call; its faces say which they were.
    /// </summary>
    /// <param name="picture">The frame.</param>
    /// <param name="known">The faces of the frame before.</param>
    public ReadOnlySpan<FaceCandidate> Recheck(FrameMipmap picture, ReadOnlySpan<FaceCandidate> known)
    {
        _candidates.Clear();
        for (var i = 0; i < known.Length; i++)
        {
            _candidates.Add(known[i] with { Box = BoundingBoxRegression.ToSquare(known[i].Box), Known = i });
        }

        _output.Recheck(picture, _colours, _candidates);
        MoveToRegressedBoxes(square: false);
        _suppression.Apply(_candidates, OutputOverlap, Overlap.Minimum);
        return CollectionsMarshal.AsSpan(_candidates);
    }

    /// <summary>What the networks have been given to look at since this was made.</summary>
    public DetectionWork Work => new(_scannedPixels, _refine.Windows, _output.Windows);

    /// <summary>Overwrites everything that is left of pictures.</summary>
    public void Wipe()
    {
        _proposal.Wipe();
        _refine.Wipe();
        _output.Wipe();
        _colours.Wipe();
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
