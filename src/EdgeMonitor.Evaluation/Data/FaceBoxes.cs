using System.Globalization;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>
/// Reads <c>boxes.csv</c>, a line for each face: <c>image</c> (a file in <c>images/</c>), <c>split</c>, <c>width</c> and
/// <c>height</c> of the picture, and the box <c>xmin</c>, <c>ymin</c>, <c>xmax</c>, <c>ymax</c>, all in pixels.
/// </summary>
internal static class FaceBoxes
{
    private static readonly string[] Columns = ["image", "split", "width", "height", "xmin", "ymin", "xmax", "ymax"];

    /// <summary>The pictures of a split in the order of the file.</summary>
    /// <exception cref="DataMistakeException">The file has mistakes, or a picture is missing.</exception>
    public static IReadOnlyList<LabelledPicture> Read(string folder, string split)
    {
        var table = CsvTable.Read(Path.Combine(folder, "boxes.csv"), Columns);
        var pictures = table.RowsOf(split)
            .GroupBy(row => row.Text("image"), StringComparer.Ordinal)
            .Select(rows => Picture(table, Path.Combine(folder, "images", rows.Key), [.. rows]))
            .ToList();
        table.ThrowIfMistaken();
        return pictures;
    }

    /// <summary>The box of a line.</summary>
    public static BoundingBox Box(CsvTable table, CsvRow row)
    {
        var box = new BoundingBox(
            (float)row.Number("xmin"), (float)row.Number("ymin"), (float)row.Number("xmax"), (float)row.Number("ymax"));
        if (box.Width <= 0 || box.Height <= 0)
        {
            table.Mistake(row.Line, "the box is empty; xmin has to be less than xmax, and ymin less than ymax");
        }

        return box;
    }

    private static LabelledPicture Picture(CsvTable table, string path, CsvRow[] rows)
    {
        var first = rows[0];
        if (!Path.Exists(path))
        {
            table.Mistake(first.Line, $"there is no picture {path}");
        }

        var (width, height) = (first.Count("width"), first.Count("height"));
        foreach (var row in rows.Where(row => (row.Count("width"), row.Count("height")) != (width, height)))
        {
            table.Mistake(row.Line, string.Create(
                CultureInfo.InvariantCulture,
                $"the picture is {row.Text("width")}x{row.Text("height")} pixels here and {width}x{height} in line {first.Line}"));
        }

        return new LabelledPicture(
            path, width, height, [.. rows.Select(row => Box(table, row))],
            string.Create(CultureInfo.InvariantCulture, $"{table.Path}:{first.Line}"));
    }
}
