using System.Runtime.InteropServices;

namespace EdgeMonitor.Capture.Processes;

/// <summary>Calls of libc that .NET does not offer.</summary>
internal static partial class NativeMethods
{
    public const int SignalInterrupt = 2;
    public const int SignalKill = 9;

    public const short PollIn = 1;

    /// <summary>kill(2): a negative id addresses the group.</summary>
    /// <returns>0, or -1 when there is no such process or group.</returns>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int processId, int signal);

    /// <summary>poll(2): waits until a file has something to read, or its end.</summary>
    /// <returns>Above 0 when it has, 0 when the time was up, -1 when a signal came in between.</returns>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Poll(ref PollEntry entry, nuint count, int milliseconds);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
