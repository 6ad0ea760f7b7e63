namespace EdgeMonitor.Messaging.Tests;

/// <summary>What this process holds.</summary>
/// <param name="Files">Open files and sockets.</param>
/// <param name="ClientThreads">Threads of MQTT connections.</param>
internal sealed record ProcessResources(int Files, int ClientThreads)
{
    public static ProcessResources Now()
    {
        var threads = Directory.EnumerateDirectories("/proc/self/task").Count(IsClientThread);
        return new ProcessResources(Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(), threads);
    }

    private static bool IsClientThread(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).StartsWith("mqtt ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It has just ended.
            return false;
        }
    }
}
