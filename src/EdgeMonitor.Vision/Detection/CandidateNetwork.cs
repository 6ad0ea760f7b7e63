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
    private readonly Func<BatchCalls, int, BoundingBox, FaceLandmarks>? _readLandmarks;
    private readonly BoundingBox[] _windows = new BoundingBox[BatchCalls.Capacity];

    /// <summary>Takes over the calls.</summary>
    /// <param name="calls">The network, whose first two outputs are <c>score</c> and <c>box</c>.</param>
    /// <param name="side">Side of the square that the network looks at, in pixels.</param>
    /// <param name="readLandmarks">Reads the landmarks of one window, if the network gives any.</param>
    public CandidateNetwork(
        BatchCalls calls, int side, Func<BatchCalls, int, BoundingBox, FaceLandmarks>? readLandmarks = null)
    {
        _calls = calls;
        _side = side;
        _readLandmarks = readLandmarks;
    }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _calls.Hash;

    /// <summary>Windows judged since this was made.</summary>
    public long Windows { get; private set; }

    /// <summary>Replaces the candidates by those that pass, in the same order.</summary>
    /// <param name="picture">The frame that they are windows of.</param>
    /// <param name="colours">Cuts the windows out.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="threshold">Score that a candidate needs to stay, 0..1.</param>
    /// <param name="averageScores">Whether those that stay get the mean of their old score and this one, instead of this one.</param>
    public void Judge(
        FrameMipmap picture, ColourReader colours, List<FaceCandidate> candidates, float threshold, bool averageScores = false)
    {
        Windows += candidates.Count;
        var kept = 0;
        for (var start = 0; start < candidates.Count; start += BatchCalls.Capacity)
        {
            var count = Math.Min(BatchCalls.Capacity, candidates.Count - start);
            for (var i = 0; i < count; i++)
            {
                _windows[i] = colours.Crop(picture, candidates[start + i].Box, _calls.Picture(i), _side);
            }

            _calls.Run(count);
            for (var i = 0; i < count; i++)
            {
                var score = _calls.Output(ScoreOutput, i)[0];
                if (score >= threshold)
                {
                    var candidate = candidates[start + i];
                    candidates[kept++] = candidate with
                    {
                        Box = _windows[i],
                        Score = averageScores ? (candidate.Score + score) / 2 : score,
                        Regression = BoundingBoxRegression.From(_calls.Output(BoxOutput, i)),
                        Landmarks = _readLandmarks?.Invoke(_calls, i, _windows[i]) ?? default,
                    };
                }
            }
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>Overwrites the windows that it was shown.</summary>
    public void Wipe() => _calls.Wipe();

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();
}
