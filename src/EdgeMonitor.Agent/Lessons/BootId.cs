namespace EdgeMonitor.Agent.Lessons;

/// <summary>Tells one start of the machine from another (random(4)): the clock that never jumps starts anew with each.</summary>
internal static class BootId
{
    private const string File = "/proc/sys/kernel/random/boot_id";

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">There is no such file: not Linux.</exception>
    public static string Read() => System.IO.File.ReadAllText(File).Trim();
}
