namespace EdgeMonitor.Capture;

/// <summary>
/// Paints parts of frames black before anybody else sees them: inside the polygons that are to be masked, and outside the regions
/// of interest where there are any. Chroma is shared by two by two pixels, so a square of which one pixel is to go goes whole.
/// </summary>
/// <remarks>Made for one size of frames; immutable, so that whoever compares masks may compare references.</remarks>
public sealed class PixelMask
{
    private const byte Black = 16;
    private const byte Grey = 128;
    private const int Square = 2;

    private readonly Run[] _runs;

    // How many squares before a column, row by row from the top, are painted over: a summed-area table (Crow 1984).
    private readonly int[] _sums;
    private readonly int _columns;
    private readonly int _rows;

    private PixelMask(int width, int height, Run[] runs, int[] sums)
    {
        Width = width;
        Height = height;
        _columns = (width + 1) / Square;
        _rows = (height + 1) / Square;
        _runs = runs;
        _sums = sums;
    }

    /// <summary>Width of the frames in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the frames in pixels.</summary>
    public int Height { get; }

    /// <summary>Share of the picture that is painted over, 0..1.</summary>
    public double Share => (double)_sums[^1] / (_columns * _rows);

    /// <summary>Makes the mask for frames of one size.</summary>
    /// <param name="width">Width of the frames in pixels.</param>
    /// <param name="height">Height of the frames in pixels.</param>
    /// <param name="masks">Parts that nobody may see.</param>
    /// <param name="regions">Parts that may be seen; none means everything.</param>
    public static PixelMask Create(int width, int height, IReadOnlyList<Polygon> masks, IReadOnlyList<Polygon> regions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(regions);
        var (columns, rows) = ((width + 1) / Square, (height + 1) / Square);
        var runs = new List<Run>();
        var sums = new int[(columns + 1) * (rows + 1)];
        for (var row = 0; row < rows; row++)
        {
            var start = -1;
            for (var column = 0; column <= columns; column++)
            {
                var painted = column < columns && IsPainted(column, row);
                if (column < columns)
                {
                    sums[(row + 1) * (columns + 1) + column + 1] = (painted ? 1 : 0)
                        + sums[row * (columns + 1) + column + 1]
                        + sums[(row + 1) * (columns + 1) + column]
                        - sums[row * (columns + 1) + column];
                }

                if (painted && start < 0)
                {
                    start = column;
                }
                else if (!painted && start >= 0)
                {
                    runs.Add(new Run(row, start, column - start));
                    start = -1;
                }
            }
        }

        return new PixelMask(width, height, [.. runs], sums);

        bool IsPainted(int column, int row)
        {
            for (var pixel = 0; pixel < Square * Square; pixel++)
            {
                var (x, y) = (Square * column + pixel % Square, Square * row + pixel / Square);
                if (x < width && y < height && IsHidden((x + 0.5) / width, (y + 0.5) / height))
                {
                    return true;
                }
            }

            return false;
        }

        bool IsHidden(double x, double y) =>
            masks.Any(polygon => polygon.Contains(x, y)) || (regions.Count > 0 && !regions.Any(polygon => polygon.Contains(x, y)));
    }

    /// <summary>Paints over what is to go, and notes the mask on the frame.</summary>
    /// <param name="frame">A frame of this mask's size.</param>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public void Apply(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if ((frame.Width, frame.Height) != (Width, Height))
        {
            throw new ArgumentException($"The mask is for {Width}x{Height}, the frame has {frame.Width}x{frame.Height}.", nameof(frame));
        }

        foreach (var run in _runs)
        {
            var left = Square * run.Column;
            var width = Math.Min(Square * run.Length, Width - left);
            for (var y = Square * run.Row; y < Math.Min(Square * (run.Row + 1), Height); y++)
            {
                frame.Y.Slice(y * Width + left, width).Fill(Black);
            }

            var chroma = run.Row * frame.ChromaWidth + run.Column;
            frame.U.Slice(chroma, run.Length).Fill(Grey);
            frame.V.Slice(chroma, run.Length).Fill(Grey);
        }

        frame.Mask = this;
    }

    /// <summary>Whether a rectangle of the frame is painted over wholly.</summary>
    /// <param name="left">Left edge in pixels.</param>
    /// <param name="top">Upper edge in pixels.</param>
    /// <param name="right">Right edge in pixels, exclusive.</param>
    /// <param name="bottom">Lower edge in pixels, exclusive.</param>
    public bool Covers(int left, int top, int right, int bottom)
    {
        var (fromColumn, fromRow) = (Math.Clamp(left / Square, 0, _columns), Math.Clamp(top / Square, 0, _rows));
        var toColumn = Math.Clamp((right + 1) / Square, fromColumn, _columns);
        var toRow = Math.Clamp((bottom + 1) / Square, fromRow, _rows);
        var stride = _columns + 1;
        var painted = _sums[toRow * stride + toColumn] - _sums[fromRow * stride + toColumn]
            - _sums[toRow * stride + fromColumn] + _sums[fromRow * stride + fromColumn];
        return painted == (toColumn - fromColumn) * (toRow - fromRow);
    }

    /// <summary>Squares of a row that are painted over.</summary>
    private readonly record struct Run(int Row, int Column, int Length);
}
