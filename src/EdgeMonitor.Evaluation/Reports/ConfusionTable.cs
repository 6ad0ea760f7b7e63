using EdgeMonitor.LocalPages;
using static EdgeMonitor.Evaluation.Reports.TextReport;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>
/// A confusion matrix as a table whose cells are shaded by their share of the row: right answers one colour, wrong ones another.
/// </summary>
internal static class ConfusionTable
{
    private const int MistakesNamed = 3;

    /// <summary>Makes the table.</summary>
    public static Markup Render(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> confusion) => Markup.Of($"""
        <p class="note">Rows: what people say. Columns: what the network says. Each cell: faces, and their share of the row.</p>
        <div class="wide"><table class="confusion">
        <thead><tr><td></td>{classes.Select(name => Markup.Of($"""<th scope="col">{name}</th>"""))}</tr></thead>
        <tbody>{classes.Select((name, i) => Markup.Of($"""<tr><th scope="row">{name}</th>{Row(confusion[i], i)}</tr>"""))}</tbody>
        </table></div>
        """);

    /// <summary>The mistakes that take the largest part of a class, as a sentence.</summary>
    public static string MostFrequentMistakes(IReadOnlyList<string> classes, IReadOnlyList<IReadOnlyList<int>> confusion)
    {
        var mistakes = confusion
            .SelectMany((row, i) => row.Select((count, j) => (Actual: i, Given: j, Count: count, Of: row.Sum())))
            .Where(cell => cell.Actual != cell.Given && cell.Count > 0)
            .OrderByDescending(cell => (double)cell.Count / cell.Of)
            .Take(MistakesNamed)
            .Select(cell => $"{classes[cell.Actual]} for {classes[cell.Given]} ({Count(cell.Count)} of {Count(cell.Of)})")
            .ToList();
        return mistakes.Count == 0 ? "No face was taken for another." : $"Most often taken: {string.Join(", ", mistakes)}.";
    }

    private static IEnumerable<Markup> Row(IReadOnlyList<int> row, int right)
    {
        var sum = row.Sum();
        return row.Select((count, column) =>
        {
            var share = sum > 0 ? (double)count / sum : 0;
            var style = column == right ? "right" : "wrong";
            return Markup.Of(
                $"""<td class="{style}" style="--share:{100 * share:F1}%">{count}<small>{100 * share:F0} %</small></td>""");
        });
    }
}
