using System.Text.RegularExpressions;

namespace EdgeMonitor.Capture.Processes;

/// <summary>
/// Takes secrets out of text before a person or a log sees it: of an address only scheme, host and port stay, since cameras take
/// passwords in every other part (<c>user:password@</c>, <c>?token=</c>, <c>/user=admin&amp;password=…</c>).
/// </summary>
internal static partial class UrlMask
{
    /// <summary>
    /// The text with every address cut down, <c>rtsp://user:secret@host:554/path</c> to <c>rtsp://host:554/…</c>.
    /// </summary>
    public static string Apply(string text) => Address().Replace(text, match => Mask(match.ValueSpan));

    [GeneratedRegex("""[a-z][a-z0-9+.-]*://[^\s'"]*""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    private static string Mask(ReadOnlySpan<char> address)
    {
        // "rtsp://host/path: Connection refused": this colon belongs to the sentence.
        var sentence = address[^1] == ':' ? ":" : "";
        var schemeEnd = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var scheme = address[..schemeEnd];
        var rest = address[schemeEnd..^sentence.Length];
        var pathStart = rest.IndexOfAny("/?#");
        var authority = pathStart < 0 ? rest : rest[..pathStart];
        if (pathStart >= 0 && rest[pathStart..].Contains('@'))
        {
            // An unescaped slash in a password puts a part of it where the host should be.
            return $"{scheme}…{sentence}";
        }

        var host = authority[(authority.LastIndexOf('@') + 1)..];
        return $"{scheme}{host}{(pathStart < 0 ? "" : "/…")}{sentence}";
    }
}
