namespace EdgeMonitor.Contracts;

/// <summary>The steps that published numbers are rounded to.</summary>
/// <param name="People">Step of the number of people, at least 1.</param>
/// <param name="Share">Step of every share, 0..1 (0.05: five per cent).</param>
public sealed record RoundingRule(int People, double Share);
