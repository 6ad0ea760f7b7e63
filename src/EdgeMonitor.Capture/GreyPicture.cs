using System.Buffers.Text;
using EdgeMonitor.Capture.Yuv4Mpeg;

namespace EdgeMonitor.Capture;

/// <summary>
/// A still picture in grey, full range: the values of an 8-bit grey PNG as they are, where <see cref="Frame"/> has them squeezed
/// into 16..235. A coloured picture is converted by BT.601's weights.
/// </summary>
public sealed class GreyPicture
{
    private const int MaximumHeader = 64;
    private readonly byte[] _pixels;

    private GreyPicture(int width, int height, byte[] pixels)
    {
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary><c>[Height, Width]</c> uint8, 0..255.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Reads a picture.</summary>
    /// <exception cref="MediaReadException">The file is missing, unreadable, no picture, or too large.</exception>
    public static async Task<GreyPicture> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        var demuxer = MediaFile.FindDemuxer(path)
            ?? throw new MediaReadException($"{path}: no JPEG, PNG, WebP, BMP or TIFF picture.");
        await using var pipeline = await MediaFile.StartAsync(path, CaptureCommand.ForGreyPicture(path, demuxer));
        await using var stream = pipeline.OpenFrames(cancellationToken);
        var picture = await Task.Run(() => TryRead(stream), cancellationToken);
        if (await pipeline.ExplainEndAsync(cancellationToken) is { } failure)
        {
            throw new MediaReadException($"{path}: {failure}.");
        }

        return picture
            ?? throw new MediaReadException($"{path}: no picture that can be read in it, or a too large one. {pipeline.Messages}".TrimEnd());
    }

    /// <summary>
    /// Reads a binary PGM of Netpbm: <c>P5</c>, width, height and 255, each followed by white space, then the pixels.
    /// </summary>
    /// <returns>Null when the stream ends too soon, holds something else, or a picture that is too large.</returns>
    private static GreyPicture? TryRead(Stream stream)
    {
        Span<byte> word = stackalloc byte[MaximumHeader];
        if (!ReadWord(stream, word).SequenceEqual("P5"u8)
            || !TryReadNumber(stream, word, out var width)
            || !TryReadNumber(stream, word, out var height)
            || !TryReadNumber(stream, word, out var white)
            || (long)width * height > Y4MReader.MaximumPixels
            || white != byte.MaxValue)
        {
            return null;
        }

        var pixels = new byte[width * height];
        return stream.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false) == pixels.Length
            ? new GreyPicture(width, height, pixels)
            : null;
    }

    private static bool TryReadNumber(Stream stream, Span<byte> word, out int value)
    {
        var text = ReadWord(stream, word);
        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && value > 0;
    }

    private static ReadOnlySpan<byte> ReadWord(Stream stream, Span<byte> word)
    {
        for (var length = 0; length < word.Length; length++)
        {
            if (stream.Read(word.Slice(length, 1)) == 0 || word[length] is (byte)' ' or (byte)'\n')
            {
                return word[..length];
            }
        }

        return word;
    }
}
