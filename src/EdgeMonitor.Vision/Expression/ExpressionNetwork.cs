using EdgeMonitor.Vision.Imaging;
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
    private const int Fer2013Output = 0;
    private const int FerPlusOutput = 1;

    private readonly BatchCalls _calls;
    private readonly ExpressionCorrection? _correction;

    /// <summary>Takes over the session.</summary>
    /// <param name="session">The network.</param>
    /// <param name="correction">What a room has taught; null where nothing was.</param>
    public ExpressionNetwork(NetworkSession session, ExpressionCorrection? correction = null)
    {
        _calls = new BatchCalls(
            session, "pixels", [1, FaceAlignment.Side, FaceAlignment.Side], ("fer2013", Fer2013Classes), ("ferplus", FerPlusClasses));
        _correction = correction;
    }

    /// <summary>The network's name with the hash of its file.</summary>
    public string Version => Name(_calls.Hash);

    /// <summary>Loads the network.</summary>
    /// <param name="models">The folder of the networks.</param>
    /// <param name="adaptation">The file with what a room has taught; null for none.</param>
    /// <exception cref="ModelException">The network or the adaptation is missing or damaged, or they do not belong together.</exception>
    public static ExpressionNetwork Open(ModelFolder models, string? adaptation)
    {
        var session = models.Open(ModelFolder.ExpressionNetwork);
        try
        {
            return new ExpressionNetwork(session, adaptation is null ? null : Correction(session, models, adaptation));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Reads the expression of some of the faces and writes it there.</summary>
    /// <param name="picture">The frame.</param>
    /// <param name="observations">The faces.</param>
    /// <param name="positions">Which of them.</param>
    public void Read(FrameMipmap picture, Span<FaceObservation> observations, ReadOnlySpan<int> positions)
    {
        for (; !positions.IsEmpty; positions = positions[Math.Min(BatchCalls.Capacity, positions.Length)..])
        {
            var batch = positions[..Math.Min(BatchCalls.Capacity, positions.Length)];
            for (var i = 0; i < batch.Length; i++)
            {
                FaceAlignment.Cut(picture, observations[batch[i]].Landmarks, _calls.Picture(i));
            }

            _calls.Run(batch.Length);
            for (var i = 0; i < batch.Length; i++)
            {
                ref var face = ref observations[batch[i]];
                var reading = ToReading(_calls.Output(FerPlusOutput, i));
                face = face with { Expression = _correction?.Apply(reading) ?? reading };
            }
        }
    }

    /// <summary>Reads faces that are cut and aligned already.</summary>
    /// <param name="faces"><c>[N, 48, 48]</c> uint8 grey, full range.</param>
    /// <param name="fer2013"><c>[N, 7]</c>, to be filled with the first head's probabilities.</param>
    /// <param name="ferPlus"><c>[N, 8]</c>, to be filled with the second head's probabilities.</param>
    public void Read(ReadOnlySpan<byte> faces, Span<float> fer2013, Span<float> ferPlus)
    {
        var count = faces.Length / _calls.PictureBytes;
        for (var start = 0; start < count; start += BatchCalls.Capacity)
        {
            var batch = Math.Min(BatchCalls.Capacity, count - start);
            for (var i = 0; i < batch; i++)
            {
                faces.Slice((start + i) * _calls.PictureBytes, _calls.PictureBytes).CopyTo(_calls.Picture(i));
            }

            _calls.Run(batch);
            for (var i = 0; i < batch; i++)
            {
                _calls.Output(Fer2013Output, i).CopyTo(fer2013[((start + i) * Fer2013Classes)..]);
                _calls.Output(FerPlusOutput, i).CopyTo(ferPlus[((start + i) * FerPlusClasses)..]);
            }
        }
    }

    /// <summary>What the product makes of the FER+ head's eight probabilities.</summary>
    public static ExpressionReading ToReading(ReadOnlySpan<float> ferPlus) => new(
        Angry: ferPlus[4], Disgust: ferPlus[5] + ferPlus[7], Fear: ferPlus[6], Happy: ferPlus[1],
        Sad: ferPlus[3], Surprise: ferPlus[2], Neutral: ferPlus[0]);

    /// <summary>Overwrites the faces that it was shown.</summary>
    public void Wipe() => _calls.Wipe();

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    private static ExpressionCorrection Correction(NetworkSession session, ModelFolder models, string path)
    {
        var adaptation = ExpressionAdaptation.Read(path);
        return string.Equals(adaptation.Network, Name(session.Hash), StringComparison.Ordinal)
            ? new ExpressionCorrection(ExpressionPrior.Of(session, models.Location), adaptation)
            : throw new ModelException(
                $"The adaptation {path} was made with {adaptation.Network}, but the network is {Name(session.Hash)}. " +
                "Make it again with: edgemonitor adapt");
    }

    private static string Name(string hash) => $"expression@{hash}";
}
