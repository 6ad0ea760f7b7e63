using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace EdgeMonitor.Capture.Yuv4Mpeg;

/// <summary>Reads the first line of a YUV4MPEG2 stream: <c>YUV4MPEG2 W1280 H720 F15:1 Ip A1:1 C420jpeg X…</c>.</summary>
internal static class Y4MHeaderParser
{
    private const int QuotedBytes = 40;

    /// <exception cref="Y4MFormatException">The line is no such header, or one that this house cannot use.</exception>
    public static Y4MHeader Parse(ReadOnlySpan<byte> line)
    {
        var rest = line;
        var signature = NextToken(ref rest);
        if (!signature.SequenceEqual("YUV4MPEG2"u8))
        {
            throw new Y4MFormatException($"Y4M stream header: expected YUV4MPEG2, read {Quote(line)}.");
        }

        int width = 0, height = 0;
        var framesPerSecond = 0.0;
        while (!rest.IsEmpty)
        {
            var token = NextToken(ref rest);
            if (token.IsEmpty)
            {
                continue;
            }

            var value = token[1..];
            switch (token[0])
            {
                case (byte)'W':
                    width = ParseSide(value, "width (W)");
                    break;
                case (byte)'H':
                    height = ParseSide(value, "height (H)");
                    break;
                case (byte)'F':
                    framesPerSecond = ParseRate(value);
                    break;
                case (byte)'C':
                    CheckColourSpace(value);
                    break;
                default:
                    // Interlacing (I), pixel aspect (A), comments (X) and tags of later writers leave the layout as it is.
                    break;
            }
        }

        if (width == 0 || height == 0)
        {
            throw new Y4MFormatException($"Y4M stream header: width (W) and height (H) are needed, read {Quote(line)}.");
        }

        return (long)width * height <= Y4MReader.MaximumPixels
            ? new Y4MHeader(width, height, framesPerSecond)
            : throw new Y4MFormatException(string.Create(
                CultureInfo.InvariantCulture,
                $"Y4M stream header: {width}x{height} is too large, at most {Y4MReader.MaximumPixels} pixels are taken."));
    }

    /// <summary>Shows what was read: the first bytes, those that do not print as hexadecimal.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var value in bytes[..Math.Min(bytes.Length, QuotedBytes)])
        {
            if (value is >= 0x20 and < 0x7f)
            {
                text.Append((char)value);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
            }
        }

        return text.Append(bytes.Length > QuotedBytes ? "\"…" : "\"").ToString();
    }

    private static ReadOnlySpan<byte> NextToken(ref ReadOnlySpan<byte> rest)
    {
        var space = rest.IndexOf((byte)' ');
        var token = space < 0 ? rest : rest[..space];
        rest = space < 0 ? default : rest[(space + 1)..];
        return token;
    }

    private static int ParseSide(ReadOnlySpan<byte> value, string name)
        => TryParseWhole(value, out var side) && side is >= 1 and <= Y4MReader.MaximumSide
            ? side
            : throw new Y4MFormatException(
                $"Y4M stream header: {name} must be 1 to {Y4MReader.MaximumSide}, read {Quote(value)}.");

    private static double ParseRate(ReadOnlySpan<byte> value)
    {
        var colon = value.IndexOf((byte)':');
        if (colon < 0
            || !TryParseWhole(value[..colon], out var numerator)
            || !TryParseWhole(value[(colon + 1)..], out var denominator))
        {
            throw new Y4MFormatException(
                $"Y4M stream header: frame rate (F) must be a ratio such as 30:1, read {Quote(value)}.");
        }

        // 0:0 is the format's way to say that the rate is unknown.
        return denominator == 0 ? 0 : (double)numerator / denominator;
    }

    private static void CheckColourSpace(ReadOnlySpan<byte> value)
    {
        if (!value.SequenceEqual("420"u8)
            && !value.SequenceEqual("420jpeg"u8)
            && !value.SequenceEqual("420mpeg2"u8)
            && !value.SequenceEqual("420paldv"u8))
        {
            throw new Y4MFormatException(
                $"Y4M stream header: colour space (C) must be 420, 420jpeg, 420mpeg2 or 420paldv (8-bit 4:2:0), read {Quote(value)}.");
        }
    }

    private static bool TryParseWhole(ReadOnlySpan<byte> text, out int value)
        => Utf8Parser.TryParse(text, out value, out var consumed) && consumed == text.Length && value >= 0;
}
