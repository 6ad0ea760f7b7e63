using System.Globalization;
using EdgeMonitor.Evaluation.Expressions;
using EdgeMonitor.Evaluation.Metrics;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>An <see cref="ExpressionReport"/> for a terminal.</summary>
internal static class ExpressionText
{
    private static readonly string[] Decisions = ["attentive", "not"];

    /// <summary>Writes the report.</summary>
    public static string Render(ExpressionReport report)
    {
        var (fer2013, ferPlus, attentive) = (report.Fer2013, report.Ferplus, report.Attentive);
        var text = new TextReport().Head(report, $"{Count(report.Faces)} faces").Table(
            "Right answers",
            ["", "accuracy", "faces", "macro F1", "calibration error"],
            [
                Summary("FER-2013's label", fer2013),
                Summary("FER+ majority", ferPlus),
                Summary("... of more than half", report.FerplusAgreed),
                ["attentive or not", Percent(attentive.Accuracy), Count(attentive.Faces), "", Error(attentive.Calibration)],
            ]);
        if (report.Speed.MillisecondsPerFace > 0)
        {
            text.Line().Line(Speed(report.Speed));
        }

        Head(text, "FER-2013's label", fer2013);
        Head(text, "FER+ majority", ferPlus);
        text.Table(
            "Attentive or not",
            ["", "precision", "recall", "F1", "support"],
            [["attentive", Share(attentive.Precision), Share(attentive.Recall), Share(attentive.F1), Count(attentive.Support)]]);
        return Confusion(text, "Attentive or not", Decisions, attentive.Confusion).ToString();
    }

    /// <summary>How long a face took, in words.</summary>
    public static string Speed(SpeedFigures speed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{speed.MillisecondsPerFace:F2} ms a face on this machine (median; {speed.Batch} faces a call, {Threads(speed.Threads)}).");

    private static string Threads(int threads) => threads switch
    {
        0 => "a thread for each processor",
        1 => "one thread",
        _ => $"{Count(threads)} threads",
    };

    private static string[] Summary(string name, HeadFigures head) =>
        [name, Percent(head.Accuracy), Count(head.Faces), Share(head.Macro.F1), Error(head.Calibration)];

    private static void Head(TextReport text, string name, HeadFigures figures)
    {
        text.Table(
            name,
            ["", "precision", "recall", "F1", "support"],
            [
                .. figures.Classes.Select(one => (string[])
                    [one.Name, Share(one.Precision), Share(one.Recall), Share(one.F1), Count(one.Support)]),
                ["macro mean", .. Mean(figures.Macro), ""],
                ["weighted mean", .. Mean(figures.Weighted), ""],
            ]);
        Confusion(text, name, [.. figures.Classes.Select(one => one.Name)], figures.Confusion);
    }

    private static TextReport Confusion(
        TextReport text, string name, IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> confusion) => text.Table(
        $"{name}: people say (rows), the network says (columns)",
        ["", .. classes],
        [.. classes.Zip(confusion, (one, row) => (string[])[one, .. row.Select(Count)])]);

    private static string[] Mean(MeanFigures mean) => [Share(mean.Precision), Share(mean.Recall), Share(mean.F1)];

    private static string Error(CalibrationFigures calibration) => Share(calibration.ExpectedCalibrationError);
}
