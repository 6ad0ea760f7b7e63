using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// R-Net, the second stage: judges and moves candidates. Input <c>pixels [N,3,24,24]</c> uint8 RGB; outputs
/// <c>score [N,1]</c> and <c>box [N,4]</c>.
/// </summary>
internal sealed class RefineNetwork : IDisposable
{
    private const int Side = 24;
    private readonly CandidateNetwork _network;
    private readonly float _threshold;

    /// <summary>Takes over the session.</summary>
    public RefineNetwork(NetworkSession session, float threshold)
    {
        _network = new CandidateNetwork(new BatchCalls(session, "pixels", [3, Side, Side], ("score", 1), ("box", 4)), Side);
        _threshold = threshold;
    }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _network.Hash;

    /// <summary>Windows judged since this was made.</summary>
    public long Windows => _network.Windows;

    /// <summary>Keeps the candidates that still look like a face, with new score and regression.</summary>
    public void Refine(FrameMipmap picture, ColourReader colours, List<FaceCandidate> candidates) =>
        _network.Judge(picture, colours, candidates, _threshold);

    /// <summary>Overwrites the windows that it was shown.</summary>
    public void Wipe() => _network.Wipe();

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
