using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Preview;

/// <summary>Counts where in the frame faces are found, so that installers see which seats the camera covers.</summary>
internal sealed class CoverageGrid
{
    /// <summary>Columns of the grid.</summary>
    public const int Columns = 16;

    /// <summary>Rows of the grid.</summary>
    public const int Rows = 9;

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
            var column = CellOf((face.Box.Left + face.Box.Right) / 2, width, Columns);
            var row = CellOf((face.Box.Top + face.Box.Bottom) / 2, height, Rows);
            _seen[row * Columns + column]++;
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

    private static int CellOf(float place, int size, int cells) => Math.Clamp((int)(place / size * cells), 0, cells - 1);
}
