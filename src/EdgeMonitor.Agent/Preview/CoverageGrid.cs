using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Preview;

/// <summary>Counts where in the frame faces are found, so that installers see which seats the camera covers.</summary>
internal sealed class CoverageGrid
{
    /// <summary>Columns of the grid.</summary>
    public const int Columns = 32;

    /// <summary>Rows of the grid.</summary>
    public const int Rows = 18;

    /// <summary>What a frame counts for after each further frame: half of it after about 700, so that a moved camera shows soon.</summary>
    private const float Fading = 0.999f;

    private readonly float[] _seen = new float[Columns * Rows];

    /// <summary>Adds the faces of a frame.</summary>
    /// <param name="width">Width of the frame in pixels.</param>
    /// <param name="height">Height of the frame in pixels.</param>
    /// <param name="faces">The faces.</param>
    public void Add(int width, int height, ReadOnlySpan<FaceObservation> faces)
    {
        for (var cell = 0; cell < _seen.Length; cell++)
        {
            _seen[cell] *= Fading;
        }

        foreach (ref readonly var face in faces)
        {
            var (left, right) = CellsWithin(face.Box.Left, face.Box.Right, width, Columns);
            var (top, bottom) = CellsWithin(face.Box.Top, face.Box.Bottom, height, Rows);
            for (var row = top; row <= bottom; row++)
            {
                for (var column = left; column <= right; column++)
                {
                    _seen[row * Columns + column]++;
                }
            }
        }
    }

    /// <summary>The cells that tell something.</summary>
    /// <param name="isMasked">Whether the cell of a column and row is painted over wholly.</param>
    public IReadOnlyList<PreviewCell> Describe(Func<int, int, bool> isMasked)
    {
        var most = _seen.Max();
        var cells = new List<PreviewCell>();
        for (var cell = 0; cell < _seen.Length; cell++)
        {
            var (row, column) = Math.DivRem(cell, Columns);
            var masked = isMasked(column, row);
            if (_seen[cell] > 0 || masked)
            {
                cells.Add(new PreviewCell(column, row, most > 0 ? _seen[cell] / most : 0, masked));
            }
        }

        return cells;
    }

    /// <summary>The cells whose middle is between two places, at least the one in the middle of both.</summary>
    private static (int First, int Last) CellsWithin(float from, float to, int size, int cells)
    {
        var middle = CellOf((from + to) / 2, size, cells);
        var half = 0.5f * size / cells;
        return (Math.Min(middle, CellOf(from + half, size, cells)), Math.Max(middle, CellOf(to - half, size, cells)));
    }

    private static int CellOf(float place, int size, int cells) => Math.Clamp((int)(place / size * cells), 0, cells - 1);
}
