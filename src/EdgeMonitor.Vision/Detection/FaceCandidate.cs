namespace EdgeMonitor.Vision.Detection;

/// <summary>A window that may hold a face, on its way through the three stages.</summary>
/// <param name="Box">The window in pixels of the frame.</param>
/// <param name="Score">Probability of a face by the last stage, 0..1.</param>
/// <param name="Regression">How far the last stage would move each edge of the box.</param>
/// <param name="Landmarks">The landmarks, once O-Net has seen the window.</param>
/// <param name="Known">Position of the face in the frame before that this is the window of; <see cref="New"/> for none.</param>
internal readonly record struct FaceCandidate(
    BoundingBox Box, float Score, BoundingBoxRegression Regression, FaceLandmarks Landmarks = default, int Known = FaceCandidate.New)
{
    /// <summary>No face of the frame before.</summary>
    public const int New = -1;
}
