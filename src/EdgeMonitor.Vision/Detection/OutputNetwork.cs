using System.Numerics;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// O-Net, the third stage: the final judgement, and five landmarks. Input <c>pixels [N,3,48,48]</c> uint8 RGB; outputs
/// <c>score [N,1]</c>, <c>box [N,4]</c> and <c>landmarks [N,10]</c> (five x, then five y, in units of the window).
/// </summary>
/// <remarks>
/// A face is looked at twice. The first look moves the window onto the face; the second, through the moved window, has to
/// confirm it, and asks for more, since it sees the whole face. On photos this removes most of what only looked like a face
/// through one window, for one more small batch.
/// </remarks>
internal sealed class OutputNetwork : IDisposable
{
    private const int Side = 48;
    private const float RecheckThreshold = 0.4f;
    private readonly CandidateNetwork _network;
    private readonly float _threshold;
    private readonly float _confirmThreshold;

    /// <summary>Takes over the session.</summary>
    public OutputNetwork(NetworkSession session, float threshold, float confirmThreshold)
    {
        _network = new CandidateNetwork(
            new BatchCalls(session, "pixels", [3, Side, Side], ("score", 1), ("box", 4), ("landmarks", 10)), Side, Landmarks);
        _threshold = threshold;
        _confirmThreshold = confirmThreshold;
    }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _network.Hash;

    /// <summary>Windows judged since this was made.</summary>
    public long Windows => _network.Windows;

    /// <summary>Keeps the candidates that are faces, with new score, regression and landmarks.</summary>
    public void Judge(FrameMipmap picture, ColourReader colours, List<FaceCandidate> candidates) =>
        _network.Judge(picture, colours, candidates, _threshold);

    /// <summary>Keeps the faces that are confirmed; the score becomes the mean of both looks.</summary>
    public void Confirm(FrameMipmap picture, ColourReader colours, List<FaceCandidate> candidates) =>
        _network.Judge(picture, colours, candidates, _confirmThreshold, averageScores: true);

    /// <summary>
    /// Keeps the faces of the frame before that are still there. A known face needs less to stay than a new one to come.
    /// </summary>
    public void Recheck(FrameMipmap picture, ColourReader colours, List<FaceCandidate> candidates) =>
        _network.Judge(picture, colours, candidates, RecheckThreshold);

    /// <summary>Overwrites the windows that it was shown.</summary>
    public void Wipe() => _network.Wipe();

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private static FaceLandmarks Landmarks(BatchCalls calls, int index, BoundingBox window)
    {
        var values = calls.Output(2, index);
        return new FaceLandmarks(Point(values, 0), Point(values, 1), Point(values, 2), Point(values, 3), Point(values, 4));

        Vector2 Point(ReadOnlySpan<float> values, int i) =>
            new(window.Left + values[i] * window.Width, window.Top + values[i + 5] * window.Height);
    }
}
