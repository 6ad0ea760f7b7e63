using System.Reflection;

namespace EdgeMonitor.Agent;

/// <summary>EdgeMonitor's version.</summary>
internal static class ProductVersion
{
    private const int CommitDigits = 7;

    /// <summary>Semantic version with the commit that it was built from, where the build knew it: <c>0.1.0+30564c7</c>.</summary>
    public static string Text { get; } = Shortened(
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    private static string Shortened(string version)
    {
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus < 0 ? version : version[..Math.Min(version.Length, plus + 1 + CommitDigits)];
    }
}
