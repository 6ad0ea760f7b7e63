using System.Numerics;

namespace EdgeMonitor.Vision.Imaging;

/// <summary>Rotation, uniform scale and shift in the plane: <c>x' = A x - B y + Shift.X</c>, <c>y' = B x + A y + Shift.Y</c>.</summary>
internal readonly record struct SimilarityTransform(float A, float B, Vector2 Shift)
{
    /// <summary>How many units of the target one unit of the source becomes.</summary>
    public float Scale => MathF.Sqrt(A * A + B * B);

    /// <summary>
    /// The transform that brings <paramref name="from"/> closest to <paramref name="to"/>, in the sense of least squares
    /// (Umeyama 1991, for two dimensions and without reflection).
    /// </summary>
    public static SimilarityTransform Fit(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        var (fromMean, toMean) = (Mean(from), Mean(to));
        float along = 0, across = 0, spread = 0;
        for (var i = 0; i < from.Length; i++)
        {
            var (p, q) = (from[i] - fromMean, to[i] - toMean);
            along += p.X * q.X + p.Y * q.Y;
            across += p.X * q.Y - p.Y * q.X;
            spread += p.LengthSquared();
        }

        // Points that all coincide have no direction: any scale will do, and 1 keeps the arithmetic finite.
        var (a, b) = spread > 0 ? (along / spread, across / spread) : (1, 0);
        return new SimilarityTransform(a, b, toMean - new Vector2(a * fromMean.X - b * fromMean.Y, b * fromMean.X + a * fromMean.Y));
    }

    /// <summary>The same transform to a target whose units are as many times as large as <paramref name="factor"/> is below 1.</summary>
    public SimilarityTransform ScaledBy(float factor) => new(A * factor, B * factor, Shift * factor);

    /// <summary>Moves a point.</summary>
    public Vector2 Apply(Vector2 point) => new(A * point.X - B * point.Y + Shift.X, B * point.X + A * point.Y + Shift.Y);

    private static Vector2 Mean(ReadOnlySpan<Vector2> points)
    {
        var sum = Vector2.Zero;
        foreach (var point in points)
        {
            sum += point;
        }

        return sum / points.Length;
    }
}
