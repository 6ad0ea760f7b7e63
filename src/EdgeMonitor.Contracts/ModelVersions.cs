namespace EdgeMonitor.Contracts;

/// <summary>The networks in use, each by file name and the first hexadecimal digits of its SHA-256.</summary>
/// <param name="Detector">The face detector.</param>
/// <param name="Expression">The expression network; absent in a mode that infers no emotion.</param>
public sealed record ModelVersions(string Detector, string? Expression = null);
