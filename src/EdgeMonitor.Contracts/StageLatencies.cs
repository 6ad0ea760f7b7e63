namespace EdgeMonitor.Contracts;

/// <summary>Mean milliseconds per frame and stage.</summary>
/// <param name="Total">The whole frame.</param>
/// <param name="Detection">Finding the faces.</param>
/// <param name="Expression">Reading their expressions; absent in a mode that infers no emotion.</param>
public sealed record StageLatencies(double Total, double Detection, double? Expression = null);
