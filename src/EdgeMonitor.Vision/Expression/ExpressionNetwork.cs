using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Expression;

/// <summary>
/// The expression MobileNet. Input <c>pixels [N,1,48,48]</c> uint8 grey; outputs <c>fer2013 [N,7]</c> and
/// <c>ferplus [N,8]</c>, probabilities of the classes of FER-2013 (Goodfellow et al. 2013) and FER+ (Barsoum et al. 2016).
/// </summary>
internal sealed class ExpressionNetwork : IDisposable
{
    private const int Fer2013Classes = 7;
    private const int FerPlusClasses = 8;
    private const int FerPlusOutput = 1;

    private readonly BatchCalls _calls;

    /// <summary>Takes over the session.</summary>
    public ExpressionNetwork(NetworkSession session) => _calls = new BatchCalls(
        session, "pixels", [1, FaceAlignment.Side, FaceAlignment.Side], ("fer2013", Fer2013Classes), ("ferplus", FerPlusClasses));

    /// <summary>The network's name with the hash of its file.</summary>
    public string Version => $"expression@{_calls.Hash}";

    /// <summary>Reads the expression of every face of <paramref name="observations"/> and writes it there.</summary>
    public void Read(Frame frame, Span<FaceObservation> observations)
    {
        for (var start = 0; start < observations.Length; start += BatchCalls.Capacity)
        {
            var part = observations.Slice(start, Math.Min(BatchCalls.Capacity, observations.Length - start));
            for (var i = 0; i < part.Length; i++)
            {
                FaceAlignment.Cut(frame, part[i].Landmarks, _calls.Picture(i));
            }

            _calls.Run(part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = part[i] with { Expression = FromFerPlus(_calls.Output(FerPlusOutput, i)) };
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    // FER+'s order: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt.
    private static ExpressionReading FromFerPlus(ReadOnlySpan<float> p) => new(
        Angry: p[4], Disgust: p[5] + p[7], Fear: p[6], Happy: p[1], Sad: p[3], Surprise: p[2], Neutral: p[0]);
}
