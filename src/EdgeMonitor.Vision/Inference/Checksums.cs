using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeMonitor.Vision.Inference;

/// <summary>
/// The file <c>SHA256SUMS</c> beside the networks, as <c>sha256sum</c> writes it: a line for each file with 64 hexadecimal
/// digits, a space, a space or <c>*</c>, and the name. It tells a damaged or exchanged network before a wrong number leaves;
/// against somebody who may write in the folder it is no protection, nor meant as one.
/// </summary>
internal sealed partial class Checksums
{
    /// <summary>The list's name.</summary>
    public const string FileName = "SHA256SUMS";

    private readonly string _path;
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);

    private Checksums(string path) => _path = path;

    /// <summary>Reads the list of a folder.</summary>
    /// <exception cref="ModelException">The list is missing, or a line of it is none of <c>sha256sum</c>'s.</exception>
    public static Checksums Read(string folder)
    {
        var checksums = new Checksums(Path.Combine(folder, FileName));
        string[] lines;
        try
        {
#pragma warning disable RS0030 // Reads: the list that says what the networks have to be.
            lines = File.ReadAllLines(checksums._path);
#pragma warning restore RS0030
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                $"The list {checksums._path}, which says what the networks have to be, cannot be read: {problem.Message} " +
                $"Install EdgeMonitor again; for networks of your own, make it in their folder: sha256sum *.onnx > {FileName}",
                problem);
        }

        for (var i = 0; i < lines.Length; i++)
        {
            checksums.Add(lines[i], i + 1);
        }

        return checksums;
    }

    /// <summary>The SHA-256 that the list gives for a file, 64 lower-case hexadecimal digits; null when it does not name it.</summary>
    public string? Find(string file) => _hashes.GetValueOrDefault(file);

    /// <summary>Compares a file with the list.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="hash">The SHA-256 of what it holds, 64 lower-case hexadecimal digits.</param>
    /// <exception cref="ModelException">The list does not name the file, or gives another hash.</exception>
    public void Check(string file, string hash)
    {
        var path = Path.Combine(Path.GetDirectoryName(_path)!, file);
        if (Find(file) is not { } expected)
        {
            throw new ModelException(
                $"The network {path} (SHA-256 {hash}) is not in {FileName} beside it. Install EdgeMonitor again; " +
                $"for a network of your own, add its line in that folder: sha256sum {file} >> {FileName}");
        }

        if (!string.Equals(expected, hash, StringComparison.Ordinal))
        {
            throw new ModelException(
                $"The network {path} is damaged or was exchanged: its SHA-256 is {hash}, " +
                $"and {FileName} beside it expects {expected}. Restore the file or install EdgeMonitor again; " +
                $"for a network of your own, replace its line by the output of: sha256sum {file}");
        }
    }

    [GeneratedRegex("^(?<hash>[0-9A-Fa-f]{64}) [ *](?<file>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();

    private void Add(string line, int number)
    {
        // sha256sum passes over comments too.
        if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
        {
            return;
        }

        var match = Line().Match(line);
        if (!match.Success)
        {
            throw new ModelException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_path}:{number}: expected 64 hexadecimal digits, two spaces and a file's name, as sha256sum writes them; " +
                $"read \"{line}\"."));
        }

        _hashes[match.Groups["file"].Value] = match.Groups["hash"].Value.ToLowerInvariant();
    }
}
