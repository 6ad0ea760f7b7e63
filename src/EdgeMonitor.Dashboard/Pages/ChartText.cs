using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Lessons;
using EdgeMonitor.Dashboard.Rooms;

namespace EdgeMonitor.Dashboard.Pages;

/// <summary>What the chart's script has to say, as JSON in the page.</summary>
internal static class ChartText
{
    /// <summary>The words for each state of a window, in the reader's language.</summary>
    public static string Words => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ok"] = L("{0} attentive, {1} people"),
        ["suppressed"] = Rooms.Words.Status(WindowStatus.Suppressed),
        ["closed"] = Rooms.Words.Status(WindowStatus.Closed),
        ["no_signal"] = Rooms.Words.Status(WindowStatus.NoSignal),
        ["low_light"] = Rooms.Words.Status(WindowStatus.LowLight),
        ["none"] = L("No figures"),
        ["percent"] = Percent(0).Replace("0", "{0}", StringComparison.Ordinal),
    });

    /// <summary>The markers of a lesson, with its start and end.</summary>
    public static string Marks(Lesson? lesson)
    {
        if (lesson is null)
        {
            return "[]";
        }

        List<Marker> marks = [new(lesson.Start, L("Start")), .. lesson.Markers];
        if (lesson.End is { } end)
        {
            marks.Add(new Marker(end, L("End")));
        }

        return JsonSerializer.Serialize(marks.Select(mark => new { at = mark.At.ToUnixTimeMilliseconds(), label = mark.Label }));
    }
}
