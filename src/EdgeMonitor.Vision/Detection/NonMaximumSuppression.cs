using System.Runtime.InteropServices;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// Greedy non-maximum suppression: of windows that overlap, the best one stays. A window is compared only with those that share
/// a cell of a grid with it, so that a crowd costs hardly more for each face than a few faces do. Its buffers are used again; not
/// thread-safe.
/// </summary>
internal sealed class NonMaximumSuppression
{
    private const int GridSide = 32;
    private const int None = -1;

    private readonly int[] _firstOfCell = new int[GridSide * GridSide];
    private readonly List<Entry> _entries = [];

    /// <summary>What an overlap is measured against.</summary>
    public enum Overlap
    {
        /// <summary>The area of both windows together (intersection over union).</summary>
        Union,

        /// <summary>The area of the smaller window, so that a window inside another one goes, whatever their sizes.</summary>
        Minimum,
    }

    /// <summary>How many pairs of windows the last call has compared.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Sorts the candidates by falling score and removes those that overlap a better one.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="threshold">The overlap, 0..1, above which the lesser candidate goes.</param>
    /// <param name="overlap">What the overlap is measured against.</param>
    public void Apply(List<FaceCandidate> candidates, float threshold, Overlap overlap)
    {
        Comparisons = 0;
        var span = CollectionsMarshal.AsSpan(candidates);
        if (span.Length < 2)
        {
            return;
        }

        span.Sort(static (a, b) => b.Score.CompareTo(a.Score));
        var grid = Grid.Around(span);
        _entries.Clear();
        _firstOfCell.AsSpan().Fill(None);
        var kept = 0;
        foreach (var candidate in span)
        {
            if (!OverlapsAny(span, candidate.Box, grid, threshold, overlap))
            {
                Register(kept, grid.CellsOf(candidate.Box));
                span[kept++] = candidate;
            }
        }

        CollectionsMarshal.SetCount(candidates, kept);
    }

    private bool OverlapsAny(ReadOnlySpan<FaceCandidate> kept, BoundingBox box, Grid grid, float threshold, Overlap overlap)
    {
        var cells = grid.CellsOf(box);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                for (var entry = _firstOfCell[row * GridSide + column]; entry != None; entry = _entries[entry].Next)
                {
                    Comparisons++;
                    if (Overlaps(box, kept[_entries[entry].Candidate].Box, threshold, overlap))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static bool Overlaps(BoundingBox box, BoundingBox other, float threshold, Overlap overlap)
    {
        var intersection = box.IntersectionWith(other);
        if (intersection == 0)
        {
            return false;
        }

        var reference = overlap == Overlap.Union
            ? box.Area + other.Area - intersection
            : MathF.Min(box.Area, other.Area);
        return intersection > threshold * reference;
    }

    private void Register(int candidate, CellRange cells)
    {
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                ref var first = ref _firstOfCell[row * GridSide + column];
                _entries.Add(new Entry(candidate, first));
                first = _entries.Count - 1;
            }
        }
    }

    /// <summary>A kept candidate in a cell's list.</summary>
    private readonly record struct Entry(int Candidate, int Next);

    /// <summary>Cells from left to right and top to bottom, all inclusive.</summary>
    private readonly record struct CellRange(int Left, int Top, int Right, int Bottom);

    /// <summary>Equal cells over the area of all boxes.</summary>
    private readonly record struct Grid(float Left, float Top, float CellsPerPixelX, float CellsPerPixelY)
    {
        public static Grid Around(ReadOnlySpan<FaceCandidate> candidates)
        {
            var all = candidates[0].Box;
            foreach (ref readonly var candidate in candidates)
            {
                var box = candidate.Box;
                all = new BoundingBox(
                    MathF.Min(all.Left, box.Left), MathF.Min(all.Top, box.Top), MathF.Max(all.Right, box.Right), MathF.Max(all.Bottom, box.Bottom));
            }

            return new Grid(all.Left, all.Top, GridSide / MathF.Max(1, all.Width), GridSide / MathF.Max(1, all.Height));
        }

        public CellRange CellsOf(BoundingBox box) => new(
            Cell((box.Left - Left) * CellsPerPixelX),
            Cell((box.Top - Top) * CellsPerPixelY),
            Cell((box.Right - Left) * CellsPerPixelX),
            Cell((box.Bottom - Top) * CellsPerPixelY));

        private static int Cell(float place) => Math.Clamp((int)place, 0, GridSide - 1);
    }
}
