using System.Globalization;

namespace EdgeMonitor.Agent.Tests;

/// <summary>The processes of this machine, from <c>/proc</c>.</summary>
internal static class ProcessList
{
    /// <summary>Command lines of the processes that have to do with <paramref name="path"/>.</summary>
    public static IReadOnlyList<string> ThatName(string path) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Select(CommandLineOf)
            .Where(commandLine => commandLine.Contains(path, StringComparison.Ordinal)),
    ];

    private static string CommandLineOf(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ended between the listing and now.
            return "";
        }
    }
}
