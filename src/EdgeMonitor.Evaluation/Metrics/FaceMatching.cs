using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>
/// Which found faces of a picture are drawn ones. In the order of falling scores each found face is held against the drawn box
/// that it overlaps most; it hits when the intersection over union reaches the threshold and no better face has hit that box.
/// </summary>
internal sealed class FaceMatching
{
    private FaceMatching(bool[] hits, bool[] taken)
    {
        Hits = hits;
        Taken = taken;
    }

    /// <summary>For each found face whether it hits a drawn one.</summary>
    public IReadOnlyList<bool> Hits { get; }

    /// <summary>For each drawn face whether it was hit.</summary>
    public IReadOnlyList<bool> Taken { get; }

    /// <summary>Matches the faces of one picture.</summary>
    /// <param name="found">The found faces, by falling score.</param>
    /// <param name="drawn">The drawn faces.</param>
    /// <param name="threshold">Least intersection over union, above 0, up to 1.</param>
    public static FaceMatching Of(IReadOnlyList<BoundingBox> found, IReadOnlyList<BoundingBox> drawn, double threshold)
    {
        var hits = new bool[found.Count];
        var taken = new bool[drawn.Count];
        for (var i = 0; i < found.Count; i++)
        {
            var (best, overlap) = MostOverlapped(found[i], drawn);
            if (overlap >= threshold && !taken[best])
            {
                hits[i] = taken[best] = true;
            }
        }

        return new FaceMatching(hits, taken);
    }

    /// <summary>Intersection over union of two boxes, 0..1.</summary>
    public static double Overlap(BoundingBox a, BoundingBox b)
    {
        double intersection = a.IntersectionWith(b);
        return intersection > 0 ? intersection / ((double)a.Area + b.Area - intersection) : 0;
    }

    private static (int Index, double Overlap) MostOverlapped(BoundingBox found, IReadOnlyList<BoundingBox> drawn)
    {
        var (best, most) = (0, 0.0);
        for (var i = 0; i < drawn.Count; i++)
        {
            var overlap = Overlap(found, drawn[i]);
            if (overlap > most)
            {
                (best, most) = (i, overlap);
            }
        }

        return (best, most);
    }
}
