using System.Numerics;
using EdgeMonitor.Attention;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Preview;

/// <summary>Makes a scene out of what was found in a frame; it is handed numbers only, never the frame.</summary>
internal sealed class SceneMaker
{
    /// <summary>Two thirds of the 48 pixels that the networks look at: below it, they are shown a face that was blown up.</summary>
    public const float SmallestSide = 32;

    /// <summary>Below it, one face in several is none.</summary>
    public const float LowestScore = 0.85f;

    private readonly OrientationOptions _orientation;
    private readonly CoverageGrid _grid = new();

    /// <summary>Makes a maker that has seen nothing yet.</summary>
    /// <param name="orientation">How far a head may be turned to count as attentive.</param>
    public SceneMaker(OrientationOptions orientation) => _orientation = orientation;

    /// <summary>Makes the scene of the next frame.</summary>
    /// <param name="view">What is known of the frame as a whole.</param>
    /// <param name="faces">The faces in it.</param>
    /// <param name="isMasked">Whether the cell of a column and row of the grid is painted over wholly.</param>
    public PreviewScene Make(SceneView view, ReadOnlySpan<FaceObservation> faces, Func<int, int, bool> isMasked)
    {
        _grid.Add(view.Width, view.Height, faces);
        var shown = new PreviewFace[faces.Length];
        for (var face = 0; face < faces.Length; face++)
        {
            shown[face] = Describe(faces[face]);
        }

        return new PreviewScene
        {
            Width = view.Width,
            Height = view.Height,
            IsDark = view.IsDark,
            Faces = shown,
            Cells = _grid.Describe(isMasked),
            Columns = CoverageGrid.Columns,
            Rows = CoverageGrid.Rows,
            Milliseconds = view.Milliseconds,
            SecondsLeft = view.SecondsLeft,
        };
    }

    private PreviewFace Describe(in FaceObservation face)
    {
        var points = new Vector2[FaceLandmarks.Count];
        face.Landmarks.CopyTo(points);
        var box = face.Box;
        return new PreviewFace(
            box.Left, box.Top, box.Width, box.Height, face.Score, Judge(face), [.. points.Select(point => new PreviewPoint(point.X, point.Y))]);
    }

    private FaceQuality Judge(in FaceObservation face)
    {
        var pose = face.Pose;
        var isTurned = Math.Abs(pose.Yaw) > _orientation.MaximumYawDegrees
            || pose.Pitch > _orientation.MaximumPitchUpDegrees
            || -pose.Pitch > _orientation.MaximumPitchDownDegrees;
        return Math.Min(face.Box.Width, face.Box.Height) < SmallestSide ? FaceQuality.Small
            : face.Score < LowestScore ? FaceQuality.Unsure
            : isTurned ? FaceQuality.Turned
            : FaceQuality.Good;
    }
}
