using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace EdgeMonitor.Agent.Configuration;

/// <summary>
/// Reads a JSON file (RFC 8259, with comments and trailing commas) into nodes that know their line. Mistakes in the writing
/// (syntax, encoding, a key given twice) are added to a list.
/// </summary>
internal sealed class JsonConfigurationReader
{
    private const byte LineFeed = (byte)'\n';

    private static readonly JsonReaderOptions Format = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly string _file;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ICollection<Mistake> _mistakes;
    private int _line = 1;
    private int _counted;

    private JsonConfigurationReader(string file, ReadOnlyMemory<byte> bytes, ICollection<Mistake> mistakes)
    {
        _file = file;
        _bytes = bytes;
        _mistakes = mistakes;
    }

    /// <summary>Reads <paramref name="bytes"/>, the content of <paramref name="file"/>.</summary>
    /// <returns>The root section; null when the text is no JSON object, as <paramref name="mistakes"/> then explains.</returns>
    public static SectionNode? Read(string file, ReadOnlyMemory<byte> bytes, ICollection<Mistake> mistakes)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        return new JsonConfigurationReader(file, bytes, mistakes).Read();
    }

    private SectionNode? Read()
    {
        if (!Utf8.IsValid(_bytes.Span))
        {
            Report(FirstInvalidLine(), "not UTF-8; save the file as UTF-8");
            return null;
        }

        var reader = new Utf8JsonReader(_bytes.Span, Format);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Report(LineOf(reader), "the file must hold one JSON object: { \"device\": { … }, … }");
                return null;
            }

            var root = ReadSection(ref reader, path: "");

            // Only the end may follow; anything else is a syntax error that the reader throws.
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            Report(SyntaxErrorOf(exception));
            return null;
        }
    }

    private SectionNode ReadSection(ref Utf8JsonReader reader, string path)
    {
        var section = new SectionNode(OriginOf(reader));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var origin = OriginOf(reader);
            var name = TextOf(reader);
            var key = SettingPath.Join(path, name);
            reader.Read();
            var value = ReadValue(ref reader, key);
            if (!section.Members.TryAdd(name, value))
            {
                var first = section.Members[name].Origin;
                _mistakes.Add(new Mistake(origin, key, $"given twice; the first is in line {first.Line}"));
            }
        }

        return section;
    }

    private ListNode ReadList(ref Utf8JsonReader reader, string path)
    {
        var list = new ListNode(OriginOf(reader));
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Items.Add(ReadValue(ref reader, SettingPath.Join(path, list.Items.Count)));
        }

        return list;
    }

    private ConfigurationNode ReadValue(ref Utf8JsonReader reader, string path) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadSection(ref reader, path),
        JsonTokenType.StartArray => ReadList(ref reader, path),
        JsonTokenType.Null => new ScalarNode(OriginOf(reader), ScalarKind.Null, "null"),
        JsonTokenType.True => new ScalarNode(OriginOf(reader), ScalarKind.Boolean, "true"),
        JsonTokenType.False => new ScalarNode(OriginOf(reader), ScalarKind.Boolean, "false"),
        JsonTokenType.Number => new ScalarNode(OriginOf(reader), ScalarKind.Number, Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => new ScalarNode(OriginOf(reader), ScalarKind.Text, TextOf(reader)),
    };

    private string TextOf(Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, \ud800 alone, is well-formed JSON but no text.
            Report(LineOf(reader), "a \\u escape stands for half a character");
            return "\uFFFD";
        }
    }

    private Origin OriginOf(Utf8JsonReader reader) => new(_file, LineOf(reader));

    private int LineOf(Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        _line += _bytes.Span[_counted..start].Count(LineFeed);
        _counted = start;
        return _line;
    }

    private int FirstInvalidLine()
    {
        var rest = _bytes.Span;
        var line = 1;
        for (var end = rest.IndexOf(LineFeed); end >= 0 && Utf8.IsValid(rest[..end]); end = rest.IndexOf(LineFeed))
        {
            rest = rest[(end + 1)..];
            line++;
        }

        return line;
    }

    private Mistake SyntaxErrorOf(JsonException exception)
    {
        var line = (int)(exception.LineNumber ?? 0);
        var lineBytes = LineAt(line);
        var column = Math.Min((int)(exception.BytePositionInLine ?? 0), lineBytes.Length);
        var characters = Encoding.UTF8.GetCharCount(lineBytes[..column]);

        // The runtime ends its message with the position, counted from 0 and in bytes, which only confuses.
        var message = exception.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return new Mistake(
            new Origin(_file, line + 1),
            Key: "",
            $"column {characters + 1}: not valid JSON: {(position < 0 ? message : message[..position])}");
    }

    private ReadOnlySpan<byte> LineAt(int line)
    {
        var rest = _bytes.Span;
        for (var skipped = 0; skipped < line; skipped++)
        {
            rest = rest[(rest.IndexOf(LineFeed) + 1)..];
        }

        var end = rest.IndexOf(LineFeed);
        return end < 0 ? rest : rest[..end];
    }

    private void Report(int line, string message) => Report(new Mistake(new Origin(_file, line), Key: "", message));

    private void Report(Mistake mistake) => _mistakes.Add(mistake);
}
