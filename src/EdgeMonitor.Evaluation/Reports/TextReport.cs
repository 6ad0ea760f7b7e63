using System.Globalization;
using System.Text;

namespace EdgeMonitor.Evaluation.Reports;

/// <summary>Lines and aligned tables for a terminal.</summary>
internal sealed class TextReport
{
    private const string Gap = "  ";
    private readonly StringBuilder _text = new();

    /// <summary>A share as people read it: <c>68.7 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    /// <summary>A share with three digits: <c>0.687</c>.</summary>
    public static string Share(double share) => share.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes which data and which networks were measured.</summary>
    public TextReport Head(EvaluationReport report, string measured)
    {
        var first = report.Limit is { } limit ? $", only the first {Count(limit)}" : "";
        Line($"Split {report.Split}: {measured}{first}.");
        foreach (var model in report.Models)
        {
            Line($"  {model.File} {model.Sha256[..12]} ({model.Precision}, {Count((int)Math.Round(model.Bytes / 1000.0))} kB)");
        }

        return this;
    }

    /// <summary>Writes a line.</summary>
    public TextReport Line(string text = "")
    {
        _text.AppendLine(text);
        return this;
    }

    /// <summary>Writes a table with a title; the first column is aligned to the left, the others to the right.</summary>
    public TextReport Table(string title, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        Line().Line(title);
        var widths = header.Select((name, column) => Math.Max(name.Length, rows.Max(row => row[column].Length))).ToList();
        foreach (var row in rows.Prepend(header))
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            Line(Gap + string.Join(Gap, cells));
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
