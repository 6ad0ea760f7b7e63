using System.Numerics;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Expression;

/// <summary>
/// Cuts a face out of a frame the way FER-2013's pictures are cut: 48x48, grey, upright, eyes and mouth where they lie there
/// on average. A network sees best what it was trained on.
/// </summary>
internal static class FaceAlignment
{
    /// <summary>Side of the aligned face in pixels.</summary>
    public const int Side = 48;

    private const int MostSamplesAcross = 2;
    private const float LuminanceFloor = 16f;
    private const float LuminanceRange = 219f;

    // Where MTCNN finds the landmarks of FER-2013's own training faces: the median of 1,269 faces, made symmetrical.
    private static readonly Vector2[] Template =
    [
        new(15.6f, 18.8f), new(33.3f, 18.8f), new(24.4f, 29.0f), new(17.0f, 37.6f), new(32.0f, 37.6f),
    ];

    /// <summary>Writes the aligned face.</summary>
    /// <param name="picture">The frame; its luminance is read, and its edge is repeated where the face reaches beyond it.</param>
    /// <param name="landmarks">The five landmarks of the face.</param>
    /// <param name="face"><c>[48, 48]</c> uint8, full range (0..255).</param>
    public static void Cut(FrameMipmap picture, FaceLandmarks landmarks, Span<byte> face)
    {
        Span<Vector2> points = stackalloc Vector2[FaceLandmarks.Count];
        landmarks.CopyTo(points);
        var toFrame = SimilarityTransform.Fit(Template, points);

        // A large face is averaged, by a level of the mipmap and then by a few samples, so that no detail turns into noise.
        var level = picture.LevelFor(toFrame.Scale, 1);
        var toLevel = toFrame.ScaledBy(1f / (1 << level));
        var across = Math.Clamp((int)MathF.Ceiling(toLevel.Scale), 1, MostSamplesAcross);
        var luminance = new Luminance(picture.Plane(0, level));
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                face[y * Side + x] = FullRange(Average(luminance, toLevel, x, y, across));
            }
        }
    }

    private static float Average(Luminance luminance, SimilarityTransform toLevel, int x, int y, int across)
    {
        var step = 1f / across;
        float sum = 0;
        for (var row = 0; row < across; row++)
        {
            for (var column = 0; column < across; column++)
            {
                sum += luminance.At(toLevel.Apply(new Vector2(x + (column + 0.5f) * step, y + (row + 0.5f) * step)));
            }
        }

        return sum * step * step;
    }

    private static byte FullRange(float luminance) =>
        (byte)Math.Clamp((luminance - LuminanceFloor) * (byte.MaxValue / LuminanceRange) + 0.5f, 0, byte.MaxValue);

    /// <summary>Bilinear samples of a plane; pixel (0, 0) is centred at (0.5, 0.5).</summary>
    private readonly ref struct Luminance(PlaneView plane)
    {
        private readonly ReadOnlySpan<byte> _pixels = plane.Samples;
        private readonly int _stride = plane.Stride;
        private readonly int _right = plane.Width - 1;
        private readonly int _bottom = plane.Height - 1;

        public float At(Vector2 point)
        {
            var x = Math.Clamp(point.X - 0.5f, 0, _right);
            var y = Math.Clamp(point.Y - 0.5f, 0, _bottom);
            var (left, top) = ((int)x, (int)y);
            var (right, below) = (Math.Min(left + 1, _right), Math.Min(top + 1, _bottom) * _stride);
            var (fractionX, fractionY) = (x - left, y - top);
            top *= _stride;
            var upper = float.Lerp(_pixels[top + left], _pixels[top + right], fractionX);
            var lower = float.Lerp(_pixels[below + left], _pixels[below + right], fractionX);
            return float.Lerp(upper, lower, fractionY);
        }
    }
}
