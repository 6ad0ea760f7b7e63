using EdgeMonitor.Evaluation.Faces;
using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.LocalPages;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>A <see cref="FaceReport"/> as a page.</summary>
internal static class FacePage
{
    private const int CurveRows = 10;
    private static readonly string[] SizeColumns = ["pixels", "faces", "found", "recall"];

    /// <summary>Makes the page.</summary>
    public static string Render(FaceReport report)
    {
        var faces = report.Faces;
        return Page.Render(
            report,
            "Face detector",
            $"{Count(faces.Pictures)} pictures with {Count(faces.Drawn)} faces drawn by people; {Count(faces.Found)} found",
            Markup.Of($"""
                {Page.Tiles(
                    ("average precision, IoU 0.5", Share(faces.Ap50)),
                    ("average precision, IoU 0.4", Share(faces.Ap40)),
                    ("recall at one false face per picture", Share(faces.RecallAtOneFalse)),
                    ("precision at the thresholds", Share(faces.Precision)),
                    ("recall at the thresholds", Share(faces.Recall)))}
                {Page.Section("Precision and recall", Curve(faces))}
                {Page.Section("By size of the face", Sizes(faces.BySize))}
                {Page.Section("By faces in the picture", Page.Table(
                    ["", "pictures", "faces", "found", "AP 0.5", "AP 0.4", "precision", "recall"], [.. faces.ByGroup.Select(Group)]))}
                {(report.Settings is { } settings ? Page.Section("Settings of the detector", Settings(settings)) : Markup.Empty)}
                {(report.DetectedBy is { } file ? Markup.Of($"<p>The faces are those of <code>{file}</code>, which another detector found.</p>") : Markup.Empty)}
                """),
            $"edgemonitor evaluate faces --data DIR --split {report.Split}");
    }

    private static Markup Curve(FaceFigures faces)
    {
        var (ap50, ap40) = (Share(faces.Ap50), Share(faces.Ap40));
        var plot = new UnitPlot(
                $"Precision against recall; average precision {ap50} at IoU 0.5 and {ap40} at IoU 0.4", "recall, %", "precision, %")
            .Line("second", Points(faces.Curve40))
            .Line("first", Points(faces.Curve));
        return Page.Figure(
            Markup.Of($"""
                {plot.Render()}
                <p class="legend"><span class="first">IoU 0.5, AP {ap50}</span> <span class="second">IoU 0.4, AP {ap40}</span></p>
                """),
            "From left to right the threshold falls; the curves end at the detector’s thresholds, with " +
            $"{Share(faces.FalsePerPicture)} false faces per picture. A found face counts when its intersection over union (IoU) with " +
            "a drawn one reaches the given value; the surest face takes a drawn one first.",
            Page.Table(["recall", "precision at IoU 0.5", "score"], [.. Sample(faces.Curve)]));
    }

    private static IReadOnlyList<(double X, double Y)> Points(IReadOnlyList<CurvePoint> curve) =>
        [.. curve.Select(point => (point.Recall, point.Precision))];

    private static IEnumerable<string[]> Sample(IReadOnlyList<CurvePoint> curve) => Enumerable.Range(1, CurveRows)
        .Select(i => curve.FirstOrDefault(point => point.Recall >= (double)i / CurveRows))
        .OfType<CurvePoint>()
        .Concat(curve.TakeLast(1))
        .Distinct()
        .Select(point => (string[])[Share(point.Recall), Share(point.Precision), Share(point.Score)]);

    private static Markup Sizes(IReadOnlyList<SizeFigures> sizes) => Markup.Of($"""
        <p>Share of the drawn faces that are found. The size is the square root of the drawn box’s area, in pixels of the picture.</p>
        <div class="wide"><table class="sizes">
        <thead><tr>{SizeColumns.Select(name => Markup.Of($"""<th scope="col">{name}</th>"""))}<td></td></tr></thead>
        <tbody>{sizes.Select(size => Markup.Of($"""
            <tr><th scope="row">{FaceText.Size(size)}</th><td>{size.Drawn}</td><td>{size.Found}</td>
            <td>{(size.Recall is { } recall ? Share(recall) : "–")}</td>
            <td class="meter"><span style="width:{100 * (size.Recall ?? 0):F1}%"></span></td></tr>
            """))}</tbody>
        </table></div>
        """);

    private static Markup Settings(DetectorSettings settings) => Page.Table(
        ["minimum face", "pyramid factor", "P-Net threshold", "R-Net threshold", "O-Net threshold", "second look"],
        [
            [
                $"{Count(settings.MinimumFaceSize)} px", Share(settings.PyramidFactor), Share(settings.ProposalThreshold),
                Share(settings.RefineThreshold), Share(settings.OutputThreshold), Share(settings.ConfirmThreshold),
            ],
        ]);

    private static string[] Group(GroupFigures group) =>
    [
        FaceText.Name(group), Count(group.Pictures), Count(group.Drawn), Count(group.Found), Share(group.Ap50), Share(group.Ap40),
        Share(group.Precision), Share(group.Recall),
    ];
}
