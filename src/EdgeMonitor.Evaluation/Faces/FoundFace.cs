using EdgeMonitor.Vision;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>A face that the detector found.</summary>
internal readonly record struct FoundFace(BoundingBox Box, double Score);
