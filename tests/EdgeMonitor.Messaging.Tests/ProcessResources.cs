namespace EdgeMonitor.Messaging.Tests;

/// <summary>What this process holds.</summary>
/// <param name="Files">Open files and sockets.</param>
/// <param name="ClientThreads">Threads of MQTT connections.</param>
/// <param name="Timers">Timers that run: every wait that nobody ended is one.</param>
internal sealed record ProcessResources(int Files, int ClientThreads, long Timers)
{
    private const int FilesThatComeAndGo = 20;
    private const int ThreadsThatComeAndGo = 2;
    private const int TimersThatComeAndGo = 20;

    public static ProcessResources Now()
    {
        var threads = Directory.EnumerateDirectories("/proc/self/task").Count(IsClientThread);
        return new ProcessResources(Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(), threads, Timer.ActiveCount);
    }

    /// <summary>Fails when this is more than an <paramref name="earlier"/> look, but for what comes and goes.</summary>
    public void AssertNoMoreThan(ProcessResources earlier)
    {
        Assert.InRange(Files, 0, earlier.Files + FilesThatComeAndGo);
        Assert.InRange(ClientThreads, 0, earlier.ClientThreads + ThreadsThatComeAndGo);
        Assert.InRange(Timers, 0, earlier.Timers + TimersThatComeAndGo);
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
