using System.Numerics;

namespace EdgeMonitor.Vision;

/// <summary>The five landmarks of MTCNN's O-Net in pixels of the frame. Left and right are the viewer's, not the person's.</summary>
public readonly record struct FaceLandmarks(Vector2 LeftEye, Vector2 RightEye, Vector2 Nose, Vector2 LeftMouthCorner, Vector2 RightMouthCorner);
