namespace EdgeMonitor.Contracts.Privacy;

/// <summary>A place where something is kept.</summary>
/// <param name="Place">Where.</param>
/// <param name="Content">What.</param>
/// <param name="Longest">How long at most, or how much.</param>
public sealed record ReportedStore(string Place, string Content, string Longest);
