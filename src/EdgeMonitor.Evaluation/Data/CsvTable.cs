using System.Globalization;
using System.Text;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>A comma-separated file (RFC 4180, no line break within a field) whose first line names the columns.</summary>
internal sealed class CsvTable
{
    private readonly List<CsvRow> _rows = [];
    private readonly List<string> _mistakes = [];

    private CsvTable(string path) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>All rows.</summary>
    public IReadOnlyList<CsvRow> Rows => _rows;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns that it must have, in any order, among others.</param>
    /// <exception cref="DataMistakeException">The file cannot be read, is empty, or lacks a column.</exception>
    public static CsvTable Read(string path, IReadOnlyList<string> columns)
    {
        string[] lines;
        try
        {
#pragma warning disable RS0030 // Reads: labels, before any picture.
            lines = File.ReadAllLines(path);
#pragma warning restore RS0030
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DataMistakeException(
                $"{path}: {problem.Message} It has to hold a line for each face, with the columns {string.Join(", ", columns)}.");
        }

        var table = new CsvTable(path);
        var header = lines.Length == 0 ? [] : Fields(lines[0]);
        var missing = columns.Except(header, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            var plural = missing.Count > 1 ? "s" : "";
            throw new DataMistakeException(
                $"{path}:1: without the column{plural} {string.Join(", ", missing)}; " +
                $"the first line has to name {string.Join(", ", columns)}");
        }

        var places = columns.ToDictionary(column => column, column => header.IndexOf(column), StringComparer.Ordinal);
        for (var i = 1; i < lines.Length; i++)
        {
            table.AddRow(places, Fields(lines[i]), header.Count, i + 1);
        }

        return table;
    }

    /// <summary>The rows of one split.</summary>
    /// <exception cref="DataMistakeException">There are none, or lines have more or fewer fields than the first.</exception>
    public IReadOnlyList<CsvRow> RowsOf(string split)
    {
        ThrowIfMistaken();
        var rows = _rows.Where(row => string.Equals(row.Text("split"), split, StringComparison.Ordinal)).ToList();
        if (rows.Count > 0)
        {
            return rows;
        }

        var splits = _rows.Select(row => row.Text("split")).Distinct(StringComparer.Ordinal).DefaultIfEmpty("none at all");
        throw new DataMistakeException($"{Path}: no line of the split \"{split}\"; there are {string.Join(", ", splits)}");
    }

    /// <summary>Notes a mistake, to be told with the others.</summary>
    public void Mistake(int line, string text) =>
        _mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"{Path}:{line}: {text}"));

    /// <summary>Tells all mistakes that were noted.</summary>
    /// <exception cref="DataMistakeException">There are any.</exception>
    public void ThrowIfMistaken()
    {
        if (_mistakes.Count > 0)
        {
            throw new DataMistakeException([.. _mistakes]);
        }
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when quoted && i + 1 < line.Length && line[i + 1] == '"':
                    field.Append(line[++i]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    fields.Add(field.ToString());
                    field.Clear();
                    break;
                default:
                    field.Append(line[i]);
                    break;
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    private void AddRow(Dictionary<string, int> places, List<string> fields, int expected, int line)
    {
        if (fields.Count == expected)
        {
            _rows.Add(new CsvRow(this, line, places, fields));
        }
        else if (fields is not [""])
        {
            Mistake(line, string.Create(
                CultureInfo.InvariantCulture, $"{fields.Count} fields, but the first line names {expected} columns"));
        }
    }
}
