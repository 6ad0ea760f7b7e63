namespace EdgeMonitor.Evaluation.Metrics;

/// <summary>Precision and recall of a detector as its threshold falls.</summary>
internal sealed class PrecisionRecallCurve
{
    private readonly ScoredHit[] _found;
    private readonly int _faces;

    /// <summary>Sorts the found faces by falling score.</summary>
    /// <param name="found">The found faces of all pictures.</param>
    /// <param name="faces">How many faces were drawn, at least 1.</param>
    public PrecisionRecallCurve(IEnumerable<ScoredHit> found, int faces)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(faces, 1);
        _found = [.. found.OrderByDescending(face => face.Score)];
        _faces = faces;
    }

    /// <summary>A point for each found face.</summary>
    public IReadOnlyList<CurvePoint> Points()
    {
        var points = new List<CurvePoint>(_found.Length);
        var right = 0;
        foreach (var face in _found)
        {
            right += face.IsHit ? 1 : 0;
            points.Add(new CurvePoint(face.Score, (double)right / _faces, (double)right / (points.Count + 1)));
        }

        return points;
    }

    /// <summary>
    /// Area under the curve, 0..1, where the precision at a recall is the best at this or any higher recall (PASCAL VOC 2010 and
    /// later).
    /// </summary>
    public double AveragePrecision()
    {
        var points = Points();
        var (area, best) = (0.0, 0.0);
        for (var i = points.Count - 1; i >= 0; i--)
        {
            best = Math.Max(best, points[i].Precision);
            area += (points[i].Recall - (i > 0 ? points[i - 1].Recall : 0)) * best;
        }

        return area;
    }

    /// <summary>The highest recall with at most <paramref name="mostFalse"/> faces found that are none, 0..1.</summary>
    public double RecallAt(int mostFalse)
    {
        var right = 0;
        foreach (var face in _found)
        {
            if (!face.IsHit && --mostFalse < 0)
            {
                break;
            }

            right += face.IsHit ? 1 : 0;
        }

        return (double)right / _faces;
    }
}
