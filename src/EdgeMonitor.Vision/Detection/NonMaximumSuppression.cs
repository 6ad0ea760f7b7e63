using System.Runtime.InteropServices;

namespace EdgeMonitor.Vision.Detection;

/// <summary>Greedy non-maximum suppression: of windows that overlap, the best one stays.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>What an overlap is measured against.</summary>
    public enum Overlap
    {
        /// <summary>The area of both windows together (intersection over union).</summary>
        Union,

        /// <summary>The area of the smaller window, so that a window inside another one goes, whatever their sizes.</summary>
        Minimum,
    }

    /// <summary>Sorts the candidates from <paramref name="start"/> on by falling score and removes those that overlap a better one.</summary>
    /// <param name="candidates">The candidates; those before <paramref name="start"/> are left alone.</param>
    /// <param name="start">The first candidate that takes part.</param>
    /// <param name="threshold">The overlap, 0..1, above which the lesser candidate goes.</param>
    /// <param name="overlap">What the overlap is measured against.</param>
    public static void Apply(List<FaceCandidate> candidates, int start, float threshold, Overlap overlap)
    {
        var span = CollectionsMarshal.AsSpan(candidates)[start..];
        span.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var kept = 0;
        foreach (var candidate in span)
        {
            if (!OverlapsAny(span[..kept], candidate.Box, threshold, overlap))
            {
                span[kept++] = candidate;
            }
        }

        CollectionsMarshal.SetCount(candidates, start + kept);
    }

    private static bool OverlapsAny(ReadOnlySpan<FaceCandidate> kept, BoundingBox box, float threshold, Overlap overlap)
    {
        foreach (var other in kept)
        {
            var intersection = box.IntersectionWith(other.Box);
            if (intersection == 0)
            {
                continue;
            }

            var reference = overlap == Overlap.Union
                ? box.Area + other.Box.Area - intersection
                : MathF.Min(box.Area, other.Box.Area);
            if (intersection > threshold * reference)
            {
                return true;
            }
        }

        return false;
    }
}
