using EdgeMonitor.Evaluation;

namespace EdgeMonitor.Agent.Evaluate;

/// <summary>Where a report goes: as text to standard output, and as JSON and HTML into files.</summary>
internal sealed class ReportOutputs
{
    private const string StandardOutput = "-";
    private readonly string? _json;
    private readonly string? _html;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    /// <summary>Takes the files.</summary>
    /// <param name="json">The JSON file; <c>-</c> is standard output, which then has nothing else; null writes none.</param>
    /// <param name="html">The HTML file; null writes none.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public ReportOutputs(string? json, string? html, TextWriter output, TextWriter error)
    {
        _json = json;
        _html = html;
        _output = output;
        _error = error;
    }

    /// <summary>Why a file cannot be written there; null when nothing speaks against it.</summary>
    public string? FindMistake() => Mistake("--json", _json) ?? Mistake("--html", _html);

    /// <summary>Writes the report everywhere.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public async Task WriteAsync(EvaluationReport report)
    {
        var toOutput = IsStandardOutput(_json);
        await _output.WriteAsync(toOutput ? report.ToJson() + "\n" : report.ToText());
        if (_json is not null && !toOutput)
        {
            await WriteAsync(_json, report.ToJson() + "\n");
        }

        if (_html is not null)
        {
            await WriteAsync(_html, report.ToHtml());
        }
    }

    private static bool IsStandardOutput(string? file) => string.Equals(file, StandardOutput, StringComparison.Ordinal);

    private static string? Mistake(string option, string? file)
    {
        if (file is null || IsStandardOutput(file))
        {
            return null;
        }

        if (file.Length == 0 || Directory.Exists(file))
        {
            return $"{option}: \"{file}\" is a folder; the name of a file is needed";
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return Directory.Exists(folder) ? null : $"{option}: there is no folder {folder} to write {Path.GetFileName(file)} into";
    }

    private async Task WriteAsync(string file, string content)
    {
        await File.WriteAllTextAsync(file, content);
        await _error.WriteLineAsync($"wrote {file}");
    }
}
