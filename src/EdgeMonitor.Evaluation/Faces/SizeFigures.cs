namespace EdgeMonitor.Evaluation.Faces;

/// <summary>How many faces of one size are found.</summary>
/// <param name="From">Least size in pixels: the square root of the drawn box's area.</param>
/// <param name="To">Size that is too large; null where there is no limit.</param>
/// <param name="Drawn">How many faces.</param>
/// <param name="Found">How many of them were found.</param>
/// <param name="Recall">The share that was found, 0..1; null when there are none.</param>
public sealed record SizeFigures(int From, int? To, int Drawn, int Found, double? Recall);
