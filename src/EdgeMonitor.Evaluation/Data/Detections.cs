using EdgeMonitor.Evaluation.Faces;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>
/// Reads the faces that some other detector found: a line for each, with <c>image</c> (the file's name as in
/// <see cref="FaceBoxes"/>), <c>score</c> (larger is surer; only the order counts) and the box <c>xmin</c>, <c>ymin</c>,
/// <c>xmax</c>, <c>ymax</c> in pixels.
/// </summary>
internal static class Detections
{
    private static readonly string[] Columns = ["image", "score", "xmin", "ymin", "xmax", "ymax"];

    /// <summary>The faces of each picture, by the name of its file.</summary>
    /// <exception cref="DataMistakeException">The file has mistakes.</exception>
    public static ILookup<string, FoundFace> Read(string path)
    {
        var table = CsvTable.Read(path, Columns);
        var found = table.Rows.ToLookup(
            row => row.Text("image"),
            row => new FoundFace(FaceBoxes.Box(table, row), row.Number("score")),
            StringComparer.Ordinal);
        table.ThrowIfMistaken();
        return found;
    }
}
