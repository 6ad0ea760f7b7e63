using System.Globalization;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>A picture <c>sheet-NN.png</c> of 32 x 32 faces, row by row, each 48x48 pixels in 8-bit grey.</summary>
internal sealed class FaceSheet
{
    /// <summary>Faces on a sheet.</summary>
    public const int Faces = Tiles * Tiles;

    private const int Tiles = 32;
    private const int Side = AlignedFaceReader.Side;
    private const int Width = Tiles * Side;
    private readonly GreyPicture _picture;

    private FaceSheet(GreyPicture picture) => _picture = picture;

    /// <summary>Reads a sheet.</summary>
    /// <param name="folder">The folder of all sheets.</param>
    /// <param name="number">Which one, from 0.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DataMistakeException">The picture is missing, cannot be read, or has another size.</exception>
    public static async Task<FaceSheet> ReadAsync(string folder, int number, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"sheet-{number:00}.png"));
        if (!Path.Exists(path))
        {
            throw new DataMistakeException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: there is no such sheet, but labels.csv names faces from {number * Faces} to " +
                $"{(number + 1) * Faces - 1}, which have to lie on it"));
        }

        try
        {
            var picture = await GreyPicture.ReadAsync(path, cancellationToken);
            return (picture.Width, picture.Height) == (Width, Width)
                ? new FaceSheet(picture)
                : throw new DataMistakeException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}: {picture.Width}x{picture.Height} pixels; a sheet has {Tiles} x {Tiles} faces of " +
                    $"{Side}x{Side} pixels, {Width}x{Width} in all (fill up with black)"));
        }
        catch (MediaReadException problem)
        {
            throw new DataMistakeException(problem.Message);
        }
    }

    /// <summary>Copies one face.</summary>
    /// <param name="tile">Which one, 0..1023.</param>
    /// <param name="face"><c>[48, 48]</c> uint8, to be filled.</param>
    public void CopyTo(int tile, Span<byte> face)
    {
        var start = (tile / Tiles * Width + tile % Tiles) * Side;
        for (var y = 0; y < Side; y++)
        {
            _picture.Pixels.Slice(start + y * Width, Side).CopyTo(face[(y * Side)..]);
        }
    }
}
