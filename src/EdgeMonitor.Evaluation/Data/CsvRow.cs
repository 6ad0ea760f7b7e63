using System.Globalization;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>A line of a <see cref="CsvTable"/>. What is wrong in it is noted there, so that all mistakes are told at once.</summary>
internal sealed class CsvRow
{
    private readonly CsvTable _table;
    private readonly Dictionary<string, int> _places;
    private readonly List<string> _fields;

    public CsvRow(CsvTable table, int line, Dictionary<string, int> places, List<string> fields)
    {
        _table = table;
        Line = line;
        _places = places;
        _fields = fields;
    }

    /// <summary>Number of the line, from 1.</summary>
    public int Line { get; }

    /// <summary>The field as it stands.</summary>
    public string Text(string column) => _fields[_places[column]];

    /// <summary>The field as a number of at least <paramref name="lowest"/>; 0, with a mistake noted, when it is none.</summary>
    public double Number(string column, double lowest = double.NegativeInfinity)
    {
        if (double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) && value >= lowest)
        {
            return value;
        }

        var right = double.IsFinite(lowest)
            ? string.Create(CultureInfo.InvariantCulture, $"a number of at least {lowest}")
            : "a number";
        _table.Mistake(Line, $"{column} is \"{Text(column)}\"; it has to be {right}");
        return 0;
    }

    /// <summary>The field as a whole number of at least 0; 0, with a mistake noted, when it is none.</summary>
    public int Count(string column)
    {
        if (int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        _table.Mistake(Line, $"{column} is \"{Text(column)}\"; it has to be a whole number of at least 0");
        return 0;
    }

    /// <summary>The position of the field among its possible values; 0, with a mistake noted, when it is none of them.</summary>
    public int OneOf(string column, IReadOnlyList<string> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(values[i], Text(column), StringComparison.Ordinal))
            {
                return i;
            }
        }

        _table.Mistake(Line, $"{column} is \"{Text(column)}\"; it has to be one of {string.Join(", ", values)}");
        return 0;
    }
}
