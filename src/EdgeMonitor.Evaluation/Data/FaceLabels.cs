using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>
/// Reads <c>labels.csv</c>: <c>index</c>, <c>split</c>, <c>fer2013</c> (FER-2013's label) and the FER+ votes, for each of its
/// eight emotions, <c>unknown</c> and <c>not_a_face</c>.
/// </summary>
internal static class FaceLabels
{
    private static readonly string[] NoEmotion = ["unknown", "not_a_face"];

    /// <summary>The labels of a split, in the order of the sheets.</summary>
    /// <exception cref="DataMistakeException">The file has mistakes.</exception>
    public static IReadOnlyList<LabelledFace> Read(string folder, string split)
    {
        string[] columns = ["index", "split", "fer2013", .. AlignedFaceReader.FerPlusClasses, .. NoEmotion];
        var table = CsvTable.Read(Path.Combine(folder, "labels.csv"), columns);
        var faces = table.RowsOf(split).Select(Face).OrderBy(face => face.Index).ToList();
        table.ThrowIfMistaken();
        return faces;
    }

    private static LabelledFace Face(CsvRow row)
    {
        var index = row.Count("index");
        var fer2013 = row.OneOf("fer2013", AlignedFaceReader.Fer2013Classes);
        var votes = Votes(row, AlignedFaceReader.FerPlusClasses);
        var others = Votes(row, NoEmotion);

        var most = votes.Max();
        var counted = votes.Concat(others).Where(count => count > 1).Sum();
        return new LabelledFace(index, fer2013, most > 0 ? Array.IndexOf(votes, most) : null, Agreed: most > 1 && most > counted / 2);
    }

    private static double[] Votes(CsvRow row, IEnumerable<string> columns) => [.. columns.Select(column => row.Number(column, lowest: 0))];
}
