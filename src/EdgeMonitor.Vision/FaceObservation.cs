using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Vision;

/// <summary>One face in one frame. It has no identity and is not kept.</summary>
/// <param name="Box">Where the face is.</param>
/// <param name="Score">The detector's confidence, 0..1.</param>
/// <param name="Landmarks">Eyes, nose and mouth corners.</param>
/// <param name="Pose">Where the head is turned to.</param>
/// <param name="Expression">The expression; null where expressions are not read.</param>
public readonly record struct FaceObservation(
    BoundingBox Box,
    float Score,
    FaceLandmarks Landmarks,
    HeadPose Pose,
    ExpressionReading? Expression);
