using EdgeMonitor.Evaluation.Data;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Evaluation.Expressions;

/// <summary>
/// Measures the expression network on FER-2013 (Goodfellow et al. 2013) with FER+ (Barsoum et al. 2016, arXiv:1608.01041): sheets
/// of faces (<see cref="FaceSheet"/>) and <c>labels.csv</c> (<see cref="FaceLabels"/>).
/// </summary>
public static class ExpressionEvaluation
{
    private const int FaceBytes = AlignedFaceReader.Side * AlignedFaceReader.Side;

    /// <summary>Measures.</summary>
    /// <exception cref="DataMistakeException">The data have mistakes.</exception>
    /// <exception cref="ModelException">The network is missing or damaged.</exception>
    public static async Task<ExpressionReport> RunAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var reader = request.ExpressionModel is { } own ? AlignedFaceReader.Load(own, request.Vision) : AlignedFaceReader.Create(request.Vision);
        var faces = FaceLabels.Read(request.Folder, request.Split).Take(request.Limit ?? int.MaxValue).ToList();
        var (tally, clock) = (new ExpressionTally(), new BatchClock());
        var done = 0;
        foreach (var onSheet in faces.GroupBy(face => face.Index / FaceSheet.Faces))
        {
            var sheet = await FaceSheet.ReadAsync(request.Folder, onSheet.Key, cancellationToken);
            foreach (var batch in onSheet.Chunk(BatchClock.Batch))
            {
                Read(reader, sheet, batch, tally, clock);
                done += batch.Length;
                request.Progress?.Report(new EvaluationProgress(done, faces.Count, "faces"));
            }
        }

        var (fer2013, ferPlus, agreed, attentive) = tally.Figures();
        return new ExpressionReport
        {
            Product = request.Product,
            Split = request.Split,
            Limit = request.Limit,
            Models = request.ExpressionModel is { } file
                ? [MeasuredModel.Of(ModelDescription.OfExpressionNetwork(file, request.Vision))]
                : EvaluationReport.ModelsOf(request.Vision, ModelRole.Expression),
            Faces = faces.Count,
            Fer2013 = fer2013,
            Ferplus = ferPlus,
            FerplusAgreed = agreed,
            Attentive = attentive,
            Speed = new SpeedFigures(clock.MedianPerFace(), BatchClock.Batch, request.Vision.Threads),
        };
    }

    private static void Read(AlignedFaceReader reader, FaceSheet sheet, LabelledFace[] faces, ExpressionTally tally, BatchClock clock)
    {
        var (fer2013Classes, ferPlusClasses) = (AlignedFaceReader.Fer2013Classes.Count, AlignedFaceReader.FerPlusClasses.Count);
        var pixels = new byte[faces.Length * FaceBytes];
        var fer2013 = new float[faces.Length * fer2013Classes];
        var ferPlus = new float[faces.Length * ferPlusClasses];
        for (var i = 0; i < faces.Length; i++)
        {
            sheet.CopyTo(faces[i].Index % FaceSheet.Faces, pixels.AsSpan(i * FaceBytes, FaceBytes));
        }

        clock.Time(faces.Length, () => reader.Read(pixels, fer2013, ferPlus));
        for (var i = 0; i < faces.Length; i++)
        {
            tally.Add(
                faces[i],
                fer2013.AsSpan(i * fer2013Classes, fer2013Classes),
                ferPlus.AsSpan(i * ferPlusClasses, ferPlusClasses));
        }
    }
}
