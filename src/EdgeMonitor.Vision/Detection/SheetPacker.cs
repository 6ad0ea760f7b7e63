using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// Places rectangles on sheets of one size, on shelves: each goes on the first shelf that has room, else on a new shelf, else on
/// a new sheet. Given in order of falling height it wastes little.
/// </summary>
/// <param name="width">Width of a sheet in pixels.</param>
/// <param name="height">Height of a sheet in pixels.</param>
internal sealed class SheetPacker(int width, int height)
{
    private readonly List<Sheet> _sheets = [];

    /// <summary>The tiles of each sheet.</summary>
    public ScanTile[][] Sheets => [.. _sheets.Select(sheet => sheet.Tiles.ToArray())];

    /// <summary>How many sheets there are.</summary>
    public int Count => _sheets.Count;

    /// <summary>Places a part of a level, which is no larger than a sheet.</summary>
    public void Add(int level, PixelRectangle area)
    {
        var (x, y, sheet) = FindPlace(Even(area.Width), Even(area.Height));
        sheet.Tiles.Add(new ScanTile(level, area, x, y));
    }

    private static int Even(int size) => size + (size & 1);

    private (int X, int Y, Sheet Sheet) FindPlace(int tileWidth, int tileHeight)
    {
        foreach (var sheet in _sheets)
        {
            if (sheet.Shelves.Find(shelf => tileHeight <= shelf.Height && shelf.Used + tileWidth <= width) is { } free)
            {
                return (free.Take(tileWidth), free.Top, sheet);
            }

            if (sheet.Used + tileHeight <= height)
            {
                var shelf = sheet.AddShelf(tileHeight);
                return (shelf.Take(tileWidth), shelf.Top, sheet);
            }
        }

        var fresh = new Sheet();
        _sheets.Add(fresh);
        var first = fresh.AddShelf(tileHeight);
        return (first.Take(tileWidth), first.Top, fresh);
    }

    private sealed class Sheet
    {
        public List<ScanTile> Tiles { get; } = [];

        public List<Shelf> Shelves { get; } = [];

        public int Used { get; private set; }

        public Shelf AddShelf(int shelfHeight)
        {
            var shelf = new Shelf(Used, shelfHeight);
            Shelves.Add(shelf);
            Used += shelfHeight;
            return shelf;
        }
    }

    private sealed class Shelf(int top, int height)
    {
        public int Top { get; } = top;

        public int Height { get; } = height;

        public int Used { get; private set; }

        public int Take(int tileWidth)
        {
            var x = Used;
            Used += tileWidth;
            return x;
        }
    }
}
