using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Preview;

/// <summary>A face as installers see it. All places are in pixels of the frame, origin at the top left.</summary>
/// <param name="Left">Left edge of the outline.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Score">The detector's confidence, 0..1.</param>
/// <param name="Quality">Whether it can be judged.</param>
/// <param name="Landmarks">Eyes, nose, corners of the mouth.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PreviewFace(
    float Left, float Top, float Width, float Height, float Score, FaceQuality Quality, IReadOnlyList<PreviewPoint> Landmarks);
