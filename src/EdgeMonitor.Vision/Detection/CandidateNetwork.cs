using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Detection;

/// <summary>What R-Net and O-Net have in common: square windows cut from the frame, judged in batches.</summary>
internal sealed class CandidateNetwork : IDisposable
{
    private const int ScoreOutput = 0;
    private const int BoxOutput = 1;

    private readonly BatchCalls _calls;
    private readonly int _side;
    private readonly float _threshold;
    private readonly Func<BatchCalls, int, BoundingBox, FaceLandmarks>? _readLandmarks;

    /// <summary>Takes over the calls.</summary>
    /// <param name="calls">The network, whose first two outputs are <c>score</c> and <c>box</c>.</param>
    /// <param name="side">Side of the square that the network looks at, in pixels.</param>
    /// <param name="threshold">Score that a candidate needs to stay, 0..1.</param>
    /// <param name="readLandmarks">Reads the landmarks of one window, if the network gives any.</param>
    public CandidateNetwork(
        BatchCalls calls, int side, float threshold, Func<BatchCalls, int, BoundingBox, FaceLandmarks>? readLandmarks = null)
    {
        _calls = calls;
        _side = side;
        _threshold = threshold;
        _readLandmarks = readLandmarks;
    }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _calls.Hash;

    /// <summary>Replaces the candidates by those that pass, in the same order.</summary>
    public void Judge(RgbImage frame, List<FaceCandidate> candidates)
    {
        var kept = 0;
        for (var start = 0; start < candidates.Count; start += BatchCalls.Capacity)
        {
            var count = Math.Min(BatchCalls.Capacity, candidates.Count - start);
            for (var i = 0; i < count; i++)
            {
                frame.CropTo(PixelRectangle.Around(candidates[start + i].Box), _calls.Picture(i), _side, _side);
            }

            _calls.Run(count);
            for (var i = 0; i < count; i++)
            {
                var score = _calls.Output(ScoreOutput, i)[0];
                if (score >= _threshold)
                {
                    var box = candidates[start + i].Box;
                    var landmarks = _readLandmarks?.Invoke(_calls, i, box) ?? default;
                    candidates[kept++] = new FaceCandidate(box, score, BoundingBoxRegression.From(_calls.Output(BoxOutput, i)), landmarks);
                }
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();
}
