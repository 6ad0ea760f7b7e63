using EdgeMonitor.Evaluation.Adaptation;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>An <see cref="AdaptationReport"/> for a terminal.</summary>
internal static class AdaptationText
{
    /// <summary>Writes the report.</summary>
    public static string Render(AdaptationReport report) => new TextReport()
        .Head(report, $"{Count(report.Faces)} faces in each room, means of {Count(report.Rounds)} draws")
        .Table("Right emotion, of seven, by faces of each emotion that were learned from", Header(report), Rows(report, one => one.Emotion))
        .Table("Attentive or not", Header(report), Rows(report, one => one.Attentive))
        .ToString();

    /// <summary>The columns: none, and each number of faces.</summary>
    public static string[] Header(AdaptationReport report) => ["room", "none", .. Shots(report).Select(Count)];

    /// <summary>The rows of one figure.</summary>
    public static IReadOnlyList<string[]> Rows(AdaptationReport report, Func<Rightness, double> figure) =>
    [
        .. report.Rooms.Select(room => (string[])
            [room.Room, Percent(figure(room.Unadapted)), .. Shots(report).Select(shots => Percent(figure(room.Adapted[shots])))]),
    ];

    private static IEnumerable<int> Shots(AdaptationReport report) => report.Rooms[0].Adapted.Keys.Order();
}
