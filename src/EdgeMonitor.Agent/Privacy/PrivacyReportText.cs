using System.Globalization;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>Writes a privacy report for a person.</summary>
internal sealed class PrivacyReportText
{
    private readonly TextWriter _output;

    private PrivacyReportText(TextWriter output) => _output = output;

    /// <summary>Writes <paramref name="report"/>.</summary>
    public static void Write(PrivacyReport report, TextWriter output) => new PrivacyReportText(output).Write(report);

    private void Write(PrivacyReport report)
    {
        _output.WriteLine($"What EdgeMonitor {report.Version} at {report.Device} collects, publishes and keeps, with the settings in effect");
        Heading("Pictures");
        _output.WriteLine("Never leave the device and are never written. What leaves is listed here, field by field, and nothing else can.");
        Heading("The law");
        _output.WriteLine($"Mode {Written.Value(report.Mode.Mode)}. {report.Mode.Notice}");
        WriteTopics(report.Topics);
        WriteFields(report.Fields);
        Heading("Settings that matter");
        Table(report.Settings.Select(setting => (string[])[setting.Key, setting.Value, setting.Meaning]));
        Heading("What is kept, where and how long");
        Table(report.Stores.Select(store => (string[])[store.Place, store.Content, store.Longest]));
        Heading("Connections that are made");
        WriteConnections(report.Outbound);
        Heading("Where others can connect");
        WriteConnections(report.OpenPorts);
        WriteUnits(report.Units);
    }

    private void WriteTopics(IReadOnlyList<ReportedTopic> topics)
    {
        Heading("Topics");
        Table(topics.Select(topic => (string[])
        [
            topic.Direction,
            topic.Topic,
            topic.Message,
            Invariant($"QoS {topic.Qos}"),
            topic.ExpirySeconds is { } seconds ? Invariant($"retained {seconds} s") : topic.Retained ? "retained" : "not retained",
            topic.Purpose,
        ]));
    }

    private void WriteFields(IReadOnlyList<OutboundField> fields)
    {
        foreach (var message in fields.GroupBy(field => field.Message, StringComparer.Ordinal))
        {
            Heading($"Fields of {message.Key}");
            Table(message.Select(field => (string[])[field.Name, $"about the {Name(field.About)}", field.Meaning]));
        }
    }

    private void WriteConnections(IReadOnlyList<ReportedConnection> connections) => Table(connections.Select(
        connection => (string[])[connection.Process, connection.Address, connection.Protocol, connection.Purpose]));

    private void WriteUnits(IReadOnlyList<ReportedUnit> units)
    {
        Heading("How systemd confines the services");
        if (units.Count == 0)
        {
            _output.WriteLine("No service of EdgeMonitor is installed on this machine.");
        }

        foreach (var unit in units)
        {
            _output.WriteLine(unit.Unit);
            foreach (var setting in unit.Settings)
            {
                _output.WriteLine($"  {setting}");
            }
        }
    }

    private void Heading(string text)
    {
        _output.WriteLine();
        _output.WriteLine(text);
        _output.WriteLine(new string('-', text.Length));
    }

    private void Table(IEnumerable<string[]> cells)
    {
        var rows = cells.ToList();
        foreach (var row in rows)
        {
            // The last column is a sentence and ends where it ends.
            var columns = row[..^1].Select((cell, column) => cell.PadRight(rows.Max(other => other[column].Length)));
            _output.WriteLine(string.Join("  ", [.. columns, row[^1]]));
        }
    }

    private static string Name(FieldSubject subject) => subject switch
    {
        FieldSubject.Group => "group",
        FieldSubject.Device => "device",
        _ => "configuration",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
