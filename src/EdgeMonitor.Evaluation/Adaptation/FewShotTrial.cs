using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Evaluation.Adaptation;

/// <summary>Learns from a few faces of each emotion, drawn at random, and is measured on all others; again and again.</summary>
internal sealed class FewShotTrial
{
    private const int Seed = 1;
    private readonly ExpressionPrior _prior;
    private readonly IReadOnlyList<LabelledReading> _faces;
    private readonly int[][] _byEmotion;

    /// <summary>Makes the trial.</summary>
    public FewShotTrial(ExpressionPrior prior, IReadOnlyList<LabelledReading> faces)
    {
        _prior = prior;
        _faces = faces;
        _byEmotion =
        [
            .. Enumerable.Range(0, ExpressionReading.Emotions)
                .Select(emotion => Enumerable.Range(0, faces.Count).Where(i => faces[i].Emotion == emotion).ToArray()),
        ];
    }

    /// <summary>The network as it is, on all faces.</summary>
    public Rightness Unadapted() => Measure(_faces, reading => reading);

    /// <summary>Mean of <paramref name="rounds"/> draws.</summary>
    /// <param name="shots">Faces of each emotion to learn from; of an emotion with fewer, half of them.</param>
    /// <param name="rounds">How often.</param>
    public Rightness Adapted(int shots, int rounds)
    {
        var random = new Random(Seed);
        var results = Enumerable.Range(0, rounds).Select(_ => Once(shots, random)).ToList();
        return new Rightness(results.Average(one => one.Emotion), results.Average(one => one.Attentive));
    }

    private Rightness Once(int shots, Random random)
    {
        var learned = new HashSet<int>();
        foreach (var faces in _byEmotion)
        {
            random.Shuffle(faces);
            learned.UnionWith(faces.Take(Math.Min(shots, faces.Length / 2)));
        }

        var adaptation = ExpressionAdaptation.Learn(
            string.Empty, learned.Select(i => (ExpressionReading.Names[_faces[i].Emotion], _faces[i].Reading)));
        var correction = new ExpressionCorrection(_prior, adaptation);
        return Measure([.. _faces.Where((_, i) => !learned.Contains(i))], correction.Apply);
    }

    private static Rightness Measure(IReadOnlyList<LabelledReading> faces, Func<ExpressionReading, ExpressionReading> correct)
    {
        var (emotion, attentive) = (0, 0);
        foreach (var face in faces)
        {
            var reading = correct(face.Reading);
            emotion += reading.MostProbable.Emotion.Equals(ExpressionReading.Names[face.Emotion], StringComparison.Ordinal) ? 1 : 0;
            attentive += reading.Attentive > 0.5f == face.IsAttentive ? 1 : 0;
        }

        return new Rightness((double)emotion / faces.Count, (double)attentive / faces.Count);
    }
}
