using System.Numerics;

namespace EdgeMonitor.Vision;

/// <summary>The five landmarks of MTCNN's O-Net in pixels of the frame. Left and right are the viewer's, not the person's.</summary>
public readonly record struct FaceLandmarks(Vector2 LeftEye, Vector2 RightEye, Vector2 Nose, Vector2 LeftMouthCorner, Vector2 RightMouthCorner)
{
    /// <summary>How many landmarks there are.</summary>
    public const int Count = 5;

    /// <summary>Writes the landmarks in the order in which they are declared.</summary>
    /// <param name="points">At least <see cref="Count"/> places.</param>
    public void CopyTo(Span<Vector2> points)
    {
        points[0] = LeftEye;
        points[1] = RightEye;
        points[2] = Nose;
        points[3] = LeftMouthCorner;
        points[4] = RightMouthCorner;
    }
}
