namespace EdgeMonitor.TestSupport;

/// <summary>Folders of the repository that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>EdgeMonitor.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the repository's root.</summary>
    public static string Locate(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EdgeMonitor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No EdgeMonitor.sln above {AppContext.BaseDirectory}.");
    }
}
