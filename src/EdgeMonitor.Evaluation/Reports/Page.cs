using EdgeMonitor.LocalPages;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>The frame of a page and the parts that pages share. A page loads nothing, runs nothing, and prints well.</summary>
internal static class Page
{
    private static readonly string[] ModelColumns = ["network", "kind", "kB", "SHA-256"];

    private static readonly Markup Style = Markup.Trusted(EmbeddedText.Read(typeof(Page), "page.css"));

    /// <summary>A whole page.</summary>
    /// <param name="report">The report, for what was measured with what.</param>
    /// <param name="title">What the page is about.</param>
    /// <param name="measured">How much was measured.</param>
    /// <param name="body">The figures.</param>
    /// <param name="command">The command that gives them again.</param>
    public static string Render(EvaluationReport report, string title, string measured, Markup body, string command) => Markup.Of($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{title}, split {report.Split} – EdgeMonitor</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <header>
        <h1>{title}</h1>
        <p>Split <strong>{report.Split}</strong>: {measured}. Measured with edgemonitor {report.Product}, by the product’s own code.</p>
        {Limit(report)}
        </header>
        <main>
        {body}
        {Section(
            "What was measured",
            Markup.Of($"{Models(report.Models)}<p>To get these figures again:</p><pre>{command}</pre>"))}
        </main>
        </body>
        </html>

        """).ToString();

    /// <summary>A part of the page.</summary>
    public static Markup Section(string title, Markup content) => Markup.Of($"<section>\n<h2>{title}</h2>\n{content}\n</section>\n");

    /// <summary>The few numbers to see first.</summary>
    public static Markup Tiles(params IReadOnlyList<(string Name, string Value)> tiles) => Markup.Of(
        $"""<dl class="tiles">{tiles.Select(tile => Markup.Of($"<div><dt>{tile.Name}</dt><dd>{tile.Value}</dd></div>"))}</dl>""");

    /// <summary>Two parts side by side, or one above the other where the window is narrow.</summary>
    public static Markup Pair(Markup first, Markup second) => Markup.Of($"""<div class="pair"><div>{first}</div><div>{second}</div></div>""");

    /// <summary>A picture with its caption, and below it the numbers that it shows.</summary>
    public static Markup Figure(Markup picture, string caption, Markup numbers) => Markup.Of($"""
        <figure>
        {picture}
        <figcaption>{caption}</figcaption>
        <details><summary>The numbers</summary>{numbers}</details>
        </figure>
        """);

    /// <summary>A table; the first column names the rows, the others are numbers.</summary>
    public static Markup Table(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows) => Markup.Of($"""
        <div class="wide"><table>
        <thead><tr>{header.Select(name => Markup.Of($"""<th scope="col">{name}</th>"""))}</tr></thead>
        <tbody>{rows.Select(Row)}</tbody>
        </table></div>
        """);

    private static Markup Row(IReadOnlyList<string> cells) => Markup.Of(
        $"""<tr><th scope="row">{cells[0]}</th>{cells.Skip(1).Select(cell => Markup.Of($"<td>{cell}</td>"))}</tr>""");

    private static Markup Limit(EvaluationReport report) => report.Limit is { } limit
        ? Markup.Of($"""<p class="warning">Only the first {limit} were measured; the figures of the whole split differ.</p>""")
        : Markup.Empty;

    private static Markup Models(IReadOnlyList<MeasuredModel> models) => Markup.Of($"""
        <div class="wide"><table>
        <thead><tr>{ModelColumns.Select(name => Markup.Of($"""<th scope="col">{name}</th>"""))}</tr></thead>
        <tbody>{models.Select(model => Markup.Of($"""
            <tr><th scope="row">{model.File}</th><td>{model.Precision}</td><td>{model.Bytes / 1000.0:F0}</td>
            <td><code>{model.Sha256}</code></td></tr>
            """))}</tbody>
        </table></div>
        """);
}
