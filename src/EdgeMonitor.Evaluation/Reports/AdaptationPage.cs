using EdgeMonitor.Evaluation.Adaptation;
using EdgeMonitor.LocalPages;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>An <see cref="AdaptationReport"/> as a page.</summary>
internal static class AdaptationPage
{
    /// <summary>Makes the page.</summary>
    public static string Render(AdaptationReport report) => Page.Render(
        report,
        "Adaptation to a room",
        $"{Count(report.Faces)} faces of FER-2013 with FER+ votes, in {Count(report.Rooms.Count)} simulated rooms",
        Markup.Of($"""
            <p>A room is simulated by changing every face the same way. From each, {Count(report.Rounds)} times, a few faces of each emotion
            are drawn to learn from, and all others are measured; the figures are means. Nearly every face is another person’s.</p>
            {Page.Section("Right emotion, of seven, by faces of each emotion that were learned from", Table(report, one => one.Emotion))}
            {Page.Section("Attentive or not", Table(report, one => one.Attentive))}
            """),
        $"edgemonitor evaluate adaptation --data DIR --split {report.Split}");

    private static Markup Table(AdaptationReport report, Func<Rightness, double> figure) =>
        Page.Table(AdaptationText.Header(report), AdaptationText.Rows(report, figure));
}
