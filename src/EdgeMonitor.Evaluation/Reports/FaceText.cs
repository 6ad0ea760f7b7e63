using System.Globalization;
using EdgeMonitor.Evaluation.Faces;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>A <see cref="FaceReport"/> for a terminal.</summary>
internal static class FaceText
{
    /// <summary>Writes the report.</summary>
    public static string Render(FaceReport report)
    {
        var faces = report.Faces;
        var text = new TextReport()
            .Head(report, $"{Count(faces.Pictures)} pictures, {Count(faces.Drawn)} faces drawn, {Count(faces.Found)} found{By(report)}")
            .Table(
                "Average precision; precision and recall at the thresholds, from an overlap (IoU) of 0.5",
                ["", "pictures", "faces", "AP 0.5", "AP 0.4", "precision", "recall"],
                [.. faces.ByGroup.Select(Group)])
            .Line()
            .Line($"Recall at one false face per picture: {Share(faces.RecallAtOneFalse)}")
            .Line($"False faces per picture at the thresholds: {Share(faces.FalsePerPicture)}");
        if (report.MillisecondsPerPicture is { } milliseconds)
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"{milliseconds:F0} ms a picture on this machine (median)"));
        }

        return text.Table(
                "Recall by size",
                ["pixels", "faces", "found", "recall"],
                [.. faces.BySize.Select(size => (string[])
                    [Size(size), Count(size.Drawn), Count(size.Found), size.Recall is { } recall ? Share(recall) : "-"])])
            .ToString();
    }

    /// <summary>The sizes as people read them.</summary>
    public static string Size(SizeFigures size) => size switch
    {
        { From: 0, To: { } to } => $"under {Count(to)}",
        { To: { } to } => $"{Count(size.From)} to {Count(to - 1)}",
        _ => $"{Count(size.From)} and more",
    };

    /// <summary>The group as people read it.</summary>
    public static string Name(GroupFigures group) =>
        group.LeastFaces == 1 ? "all pictures" : $"{Count(group.LeastFaces)} or more faces";

    private static string By(FaceReport report) => report.DetectedBy is { } file ? $" by the detector of {file}" : "";

    private static string[] Group(GroupFigures group) =>
    [
        Name(group), Count(group.Pictures), Count(group.Drawn), Share(group.Ap50), Share(group.Ap40),
        Share(group.Precision), Share(group.Recall),
    ];
}
