namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>Tells paths of this dashboard from addresses elsewhere, so that no link can send a reader away.</summary>
internal static class LocalPath
{
    /// <summary>Whether <paramref name="path"/> is a path of this dashboard.</summary>
    public static bool IsLocal(string? path) =>
        path is ['/', ..] && path is not (['/', '/', ..] or ['/', '\\', ..]) && !path.Any(char.IsControl);
}
