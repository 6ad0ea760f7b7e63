using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Data;

/// <summary>A photo with the faces that people found in it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Boxes">The faces, at least one.</param>
/// <param name="Source">File and line of the labels that names the picture first.</param>
internal sealed record LabelledPicture(string Path, int Width, int Height, IReadOnlyList<BoundingBox> Boxes, string Source);
