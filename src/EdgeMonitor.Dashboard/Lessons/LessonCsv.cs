using System.Globalization;
using System.Text;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>A lesson's windows as comma-separated values (RFC 4180); where a window has no figures, the cells are empty.</summary>
internal static class LessonCsv
{
    private const string Header = "window_start,window_end,phase,status,people,visible_share,attentive_share";

    /// <summary>Writes the windows of a report.</summary>
    public static string Write(LessonReport report)
    {
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var (_, window) in report.Windows)
        {
            var phase = report.Phases.LastOrDefault(phase => phase.Start <= window.WindowStart)?.Label ?? string.Empty;
            text.AppendJoin(
                ',',
                Time(window.WindowStart),
                Time(window.WindowEnd),
                Cell(phase),
                ApiWord(window.Status),
                window.People?.ToString(CultureInfo.InvariantCulture),
                window.VisibleShare?.ToString(CultureInfo.InvariantCulture),
                window.AttentiveShare?.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string ApiWord(WindowStatus status) => status switch
    {
        WindowStatus.Ok => "ok",
        WindowStatus.Suppressed => "suppressed",
        WindowStatus.Closed => "closed",
        WindowStatus.LowLight => "low_light",
        _ => "no_signal",
    };

    // Somebody's spreadsheet would run a label that begins like a formula.
    private static string Cell(string label)
    {
        var safe = label is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{label}" : label;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
