using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>The faces of one picture, drawn and found, and which of them belong together.</summary>
internal sealed class PictureResult
{
    private readonly double[] _scores;
    private readonly FaceMatching _at50;
    private readonly FaceMatching _at40;

    /// <summary>Matches the faces.</summary>
    public PictureResult(IReadOnlyList<BoundingBox> drawn, IEnumerable<FoundFace> found)
    {
        var sorted = found.OrderByDescending(face => face.Score).ToList();
        var boxes = sorted.ConvertAll(face => face.Box);
        Drawn = drawn;
        _scores = [.. sorted.Select(face => face.Score)];
        _at50 = FaceMatching.Of(boxes, drawn, 0.5);
        _at40 = FaceMatching.Of(boxes, drawn, 0.4);
    }

    /// <summary>The faces that people drew.</summary>
    public IReadOnlyList<BoundingBox> Drawn { get; }

    /// <summary>How many faces were found.</summary>
    public int Found => _scores.Length;

    /// <summary>For each drawn face whether it was found, at an intersection over union of 0.5.</summary>
    public IReadOnlyList<bool> IsFound => _at50.Taken;

    /// <summary>The found faces, at an intersection over union of 0.5.</summary>
    public IEnumerable<ScoredHit> At50 => Hits(_at50);

    /// <summary>The found faces, at an intersection over union of 0.4.</summary>
    public IEnumerable<ScoredHit> At40 => Hits(_at40);

    private IEnumerable<ScoredHit> Hits(FaceMatching matching) =>
        _scores.Zip(matching.Hits, (score, hit) => new ScoredHit(score, hit));
}
