namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>The addresses that programs read and no person looks at.</summary>
internal static class ProgramPaths
{
    private static readonly PathString[] Roots = ["/api", "/metrics", "/healthz", "/openapi.json"];

    /// <summary>Whether <paramref name="path"/> is one of them, or an event stream.</summary>
    public static bool Contains(PathString path) =>
        Roots.Any(root => path.StartsWithSegments(root, StringComparison.Ordinal))
        || (path.Value?.EndsWith("/live", StringComparison.Ordinal) ?? false);
}
