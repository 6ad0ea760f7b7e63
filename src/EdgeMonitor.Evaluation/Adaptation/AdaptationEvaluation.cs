using EdgeMonitor.Evaluation.Data;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>
/// Measures few-shot adaptation on FER-2013 with FER+, in rooms that are simulated: learned from a few faces of each emotion,
/// measured on all others. Nearly every face of the collection is another person's, so the people measured are not those learned from.
/// </summary>
public static class AdaptationEvaluation
{
    /// <summary>How often faces to learn from are drawn.</summary>
    public const int Rounds = 30;

    private const int FaceBytes = AlignedFaceReader.Side * AlignedFaceReader.Side;
    private static readonly int[] Shots = [1, 5, 10];

    // FER+'s eight classes as positions among FER-2013's seven, as the product counts them.
    private static readonly int[] EmotionOfFerPlus = [.. Enumerable.Range(0, AlignedFaceReader.FerPlusClasses.Count).Select(EmotionOf)];

    /// <summary>Measures.</summary>
    /// <exception cref="DataMistakeException">The data have mistakes.</exception>
    /// <exception cref="ModelException">The network is missing or damaged, or cannot be adapted.</exception>
    public static async Task<AdaptationReport> RunAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var reader = AlignedFaceReader.Create(request.Vision);
        var prior = reader.ReadPrior();
        var labels = FaceLabels.Read(request.Folder, request.Split)
            .Where(face => face.FerPlus is not null).Take(request.Limit ?? int.MaxValue).ToList();
        if (labels.Count == 0)
        {
            throw new DataMistakeException($"No face of the split \"{request.Split}\" has a vote of FER+ for an emotion.");
        }

        var pixels = await PixelsAsync(request.Folder, labels, cancellationToken);
        var rooms = new List<RoomFigures>();
        var simulated = SimulatedRoom.All();
        foreach (var room in simulated)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var trial = new FewShotTrial(prior, Read(reader, room, labels, pixels));
            rooms.Add(new RoomFigures(room.Name, trial.Unadapted(), Shots.ToDictionary(shots => shots, shots => trial.Adapted(shots, Rounds))));
            request.Progress?.Report(new EvaluationProgress(rooms.Count, simulated.Count, "rooms"));
        }

        return new AdaptationReport
        {
            Product = request.Product,
            Split = request.Split,
            Limit = request.Limit,
            Models = EvaluationReport.ModelsOf(request.Vision, ModelRole.Expression),
            Faces = labels.Count,
            Rounds = Rounds,
            Rooms = rooms,
        };
    }

    private static int EmotionOf(int ferPlusClass)
    {
        var certain = new float[AlignedFaceReader.FerPlusClasses.Count];
        certain[ferPlusClass] = 1;
        var (emotion, _) = AlignedFaceReader.ToReading(certain).MostProbable;
        return AlignedFaceReader.Fer2013Classes.ToList().IndexOf(emotion);
    }

    private static async Task<byte[][]> PixelsAsync(string folder, List<LabelledFace> labels, CancellationToken cancellationToken)
    {
        var pixels = new List<byte[]>();
        foreach (var onSheet in labels.GroupBy(face => face.Index / FaceSheet.Faces))
        {
            var sheet = await FaceSheet.ReadAsync(folder, onSheet.Key, cancellationToken);
            foreach (var label in onSheet)
            {
                var face = new byte[FaceBytes];
                sheet.CopyTo(label.Index % FaceSheet.Faces, face);
                pixels.Add(face);
            }
        }

        return [.. pixels];
    }

    private static List<LabelledReading> Read(AlignedFaceReader reader, SimulatedRoom room, List<LabelledFace> labels, byte[][] pixels)
    {
        var (fer2013Classes, ferPlusClasses) = (AlignedFaceReader.Fer2013Classes.Count, AlignedFaceReader.FerPlusClasses.Count);
        var readings = new List<LabelledReading>();
        var (fer2013, ferPlus) = (new float[fer2013Classes], new float[ferPlusClasses]);
        for (var i = 0; i < labels.Count; i++)
        {
            var face = (byte[])pixels[i].Clone();
            room.Apply(face);
            reader.Read(face, fer2013, ferPlus);
            readings.Add(new LabelledReading(EmotionOfFerPlus[labels[i].FerPlus!.Value], AlignedFaceReader.ToReading(ferPlus)));
        }

        return readings;
    }
}
