using System.Globalization;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Contracts;
using EdgeMonitor.LocalPages;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>The windows of a recorded lesson as one page that loads nothing.</summary>
internal static class LessonPage
{
    private const double PlotWidth = 960;
    private const double PlotHeight = 260;
    private const double Margin = 44;

    private static readonly Markup Style = Markup.Trusted(EmbeddedText.Read(typeof(LessonPage), "lesson.css"));

    /// <summary>Makes the page.</summary>
    /// <param name="video">The video's name.</param>
    /// <param name="windows">Its windows, at least one, in order.</param>
    public static string Render(string video, IReadOnlyList<RoomAggregate> windows) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>Attention in {video} – EdgeMonitor</title>
        <style>{Style}</style>
        </head>
        <body>
        <h1>Attention in {video}</h1>
        <p>{Summary(windows)}</p>
        {Plot(windows)}
        <table>
        <thead><tr><th scope="col">from</th><th scope="col">attentive</th><th scope="col">visible</th><th scope="col">people</th><th scope="col">state</th></tr></thead>
        <tbody>{windows.Select(Row)}</tbody>
        </table>
        {Explanation(windows[0])}
        </body>
        </html>

        """).ToString();

    private static string Summary(IReadOnlyList<RoomAggregate> windows)
    {
        var shares = windows.Select(window => window.AttentiveShare).OfType<double>().ToList();
        if (shares.Count == 0)
        {
            return "No window has numbers; the table says why.";
        }

        var lowest = windows.Where(window => window.AttentiveShare is not null).MinBy(window => window.AttentiveShare)!;
        return $"On average {Percent(shares.Average())} of the people present were attentive, in the {shares.Count} of {windows.Count} windows " +
            $"with numbers; least at {Clock(lowest)}, {Percent(lowest.AttentiveShare!.Value)}.";
    }

    // A window without numbers is a gap, never a point.
    private static Markup Plot(IReadOnlyList<RoomAggregate> windows)
    {
        var step = (PlotWidth - 2 * Margin) / windows.Count;
        var bars = windows.Select((window, i) => window.AttentiveShare is { } share
            ? Markup.Of($"""<rect class="bar" x="{Margin + i * step:F1}" y="{Y(share):F1}" width="{Math.Max(1, step - 1):F1}" height="{Y(0) - Y(share):F1}"><title>{Clock(window)}: {Percent(share)}</title></rect>""")
            : Markup.Of($"""<rect class="gap" x="{Margin + i * step:F1}" y="{Y(1):F1}" width="{Math.Max(1, step - 1):F1}" height="{Y(0) - Y(1):F1}"><title>{Clock(window)}: {Words(window.Status)}</title></rect>"""));
        return Markup.Of($"""
            <svg viewBox="0 0 {PlotWidth:F0} {PlotHeight:F0}" role="img" aria-label="Attentive share of each window; the table has the numbers">
            {Enumerable.Range(0, 5).Select(i => Tick(i / 4.0))}
            {bars}
            <text x="{Margin:F1}" y="{PlotHeight - 8:F1}">{Clock(windows[0])}</text>
            <text x="{PlotWidth - Margin:F1}" y="{PlotHeight - 8:F1}" text-anchor="end">{Clock(windows[^1].WindowEnd)}</text>
            </svg>
            """);
    }

    private static Markup Tick(double share) => Markup.Of($"""
        <line x1="{Margin:F1}" x2="{PlotWidth - Margin:F1}" y1="{Y(share):F1}" y2="{Y(share):F1}"/>
        <text x="{Margin - 6:F1}" y="{Y(share) + 4:F1}" text-anchor="end">{Percent(share)}</text>
        """);

    private static double Y(double share) => 14 + (1 - share) * (PlotHeight - 14 - Margin);

    private static Markup Row(RoomAggregate window) => Markup.Of(
        $"""<tr><th scope="row">{Clock(window)}</th><td>{Percent(window.AttentiveShare)}</td><td>{Percent(window.VisibleShare)}</td><td>{window.People?.ToString(CultureInfo.InvariantCulture) ?? "–"}</td><td>{Words(window.Status)}</td></tr>""");

    private static Markup Explanation(RoomAggregate window) => Markup.Of($"""
        <p class="small">Mode {Written.Value(window.Mode).Trim('"')}; shares of the people present, in steps of {Percent(window.Rounding.Share)}, people in steps of
        {window.Rounding.People}; no numbers below {window.MinimumGroup} people. Made by edgemonitor {ProductVersion.Text} with
        {window.Models.Detector}{(window.Models.Expression is { } expression ? $", {expression}" : "")}.</p>
        {(window.Mode is AttentionMode.Orientation ? Markup.Empty : Markup.Of($"""
            <p class="small">This mode infers emotions, which Regulation (EU) 2024/1689 (AI Act), Article 5(1)(f), prohibits in education institutions
            except for medical or safety reasons. An expression is not an inner state.</p>
            """))}
        """);

    private static string Words(WindowStatus status) => status switch
    {
        WindowStatus.Ok => "",
        WindowStatus.Suppressed => "too few people to show",
        WindowStatus.LowLight => "too dark to judge",
        _ => "too few frames",
    };

    private static string Clock(RoomAggregate window) => Clock(window.WindowStart);

    private static string Clock(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Percent(double? share) =>
        share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:F0} %") : "–";
}
