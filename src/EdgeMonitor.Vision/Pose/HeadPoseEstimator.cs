using System.Numerics;

namespace EdgeMonitor.Vision.Pose;

/// <summary>
/// Head pose from five landmarks: the scaled orthographic fit of a generic head (the first step of POSIT, DeMenthon and
/// Davis 1995). Five points of a stranger's head give the direction to about ten degrees, enough to tell a face turned to
/// the front from one turned away, and no more.
/// </summary>
internal static class HeadPoseEstimator
{
    private const float DegreesPerRadian = 180 / MathF.PI;

    // Pixels per millimetre: a head that is a thousandth of a pixel large has no direction.
    private const float SmallestScale = 1e-5f;

    // A generic head in millimetres, seen from the front: x to the viewer's right, y down, z away from the viewer, origin at
    // the mean of the five points. Only ratios matter; those in the plane are the median landmarks of frontal faces as MTCNN
    // finds them (see FaceAlignment), so that a median face has no pitch.
    private static readonly Vector3[] Head = Centred(
        new(-31, -35.5f, 30), new(31, -35.5f, 30), new(0, 0, 0), new(-26, 30, 22), new(26, 30, 22));

    // (Σ p pᵀ)⁻¹ of the head's points: with it, the least-squares fit of each picture axis is one product.
    private static readonly Matrix4x4 InverseScatter = Invert(Head);

    /// <summary>Estimates where the head is turned to.</summary>
    public static HeadPose Estimate(FaceLandmarks landmarks)
    {
        Span<Vector2> points = stackalloc Vector2[FaceLandmarks.Count];
        landmarks.CopyTo(points);
        Vector3 sumX = default, sumY = default;
        for (var i = 0; i < points.Length; i++)
        {
            // The head's points have mean zero, so the picture's mean drops out of the sums.
            sumX += points[i].X * Head[i];
            sumY += points[i].Y * Head[i];
        }

        var right = Vector3.TransformNormal(sumX, InverseScatter);
        var down = Vector3.TransformNormal(sumY, InverseScatter);
        if (right.Length() < SmallestScale || down.Length() < SmallestScale)
        {
            return default;
        }

        (right, down) = Orthonormal(Vector3.Normalize(right), Vector3.Normalize(down));
        var away = Vector3.Cross(right, down);
        return new HeadPose(
            Yaw: MathF.Atan2(-right.Z, away.Z) * DegreesPerRadian,
            Pitch: MathF.Asin(Math.Clamp(down.Z, -1, 1)) * DegreesPerRadian,
            Roll: MathF.Atan2(down.X, down.Y) * DegreesPerRadian);
    }

    /// <summary>Turns two unit vectors equally until they are at right angles.</summary>
    private static (Vector3 First, Vector3 Second) Orthonormal(Vector3 first, Vector3 second)
    {
        var between = Vector3.Normalize(first + second);
        var difference = Vector3.Normalize(first - second);
        return ((between + difference) * MathF.Sqrt(0.5f), (between - difference) * MathF.Sqrt(0.5f));
    }

    private static Vector3[] Centred(params Vector3[] points)
    {
        var mean = points.Aggregate(Vector3.Add) / points.Length;
        return Array.ConvertAll(points, point => point - mean);
    }

    private static Matrix4x4 Invert(ReadOnlySpan<Vector3> points)
    {
        var scatter = default(Matrix4x4);
        foreach (var p in points)
        {
            scatter += new Matrix4x4(
                p.X * p.X, p.X * p.Y, p.X * p.Z, 0, p.Y * p.X, p.Y * p.Y, p.Y * p.Z, 0, p.Z * p.X, p.Z * p.Y, p.Z * p.Z, 0, 0, 0, 0, 0);
        }

        scatter.M44 = 1;
        return Matrix4x4.Invert(scatter, out var inverse)
            ? inverse
            : throw new InvalidOperationException("The points of the head lie in one plane.");
    }
}
