using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>
/// Reads <c>labels.csv</c>: <c>index</c>, <c>split</c>, <c>fer2013</c> (FER-2013's label) and the FER+ votes for each of its
/// eight emotions; the votes for <c>unknown</c> and <c>not_a_face</c> are passed over.
/// </summary>
internal static class FaceLabels
{
    /// <summary>The labels of a split, in the order of the sheets.</summary>
    /// <exception cref="DataMistakeException">The file has mistakes.</exception>
    public static IReadOnlyList<LabelledFace> Read(string folder, string split)
    {
        string[] columns = ["index", "split", "fer2013", .. AlignedFaceReader.FerPlusClasses];
        var table = CsvTable.Read(Path.Combine(folder, "labels.csv"), columns);
        var faces = table.RowsOf(split)
            .Select(row => new LabelledFace(
                row.Count("index"), row.OneOf("fer2013", AlignedFaceReader.Fer2013Classes), Majority(row)))
            .OrderBy(face => face.Index)
            .ToList();
        table.ThrowIfMistaken();
        return faces;
    }

    private static int? Majority(CsvRow row)
    {
        int? majority = null;
        double most = 0;
        for (var i = 0; i < AlignedFaceReader.FerPlusClasses.Count; i++)
        {
            var votes = row.Number(AlignedFaceReader.FerPlusClasses[i], lowest: 0);
            if (votes > most)
            {
                (majority, most) = (i, votes);
            }
        }

        return majority;
    }
}
