using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Detection;

/// <summary>A part of a pyramid level and its place on a sheet.</summary>
/// <param name="Level">The level, 0 for the largest.</param>
/// <param name="Area">The part, in pixels of the level; it begins at even coordinates.</param>
/// <param name="X">Column of the sheet where it begins, even.</param>
/// <param name="Y">Row of the sheet where it begins, even.</param>
internal readonly record struct ScanTile(int Level, PixelRectangle Area, int X, int Y)
{
    /// <summary>Positions of P-Net's window in a row of the tile.</summary>
    public int Columns => ProposalNetwork.Positions(Area.Width);

    /// <summary>Positions of P-Net's window in a column of the tile.</summary>
    public int Rows => ProposalNetwork.Positions(Area.Height);
}
