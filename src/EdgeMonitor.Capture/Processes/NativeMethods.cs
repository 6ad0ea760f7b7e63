using System.Runtime.InteropServices;

namespace EdgeMonitor.Capture.Processes;

/// <summary>The one call of libc that .NET does not offer: a signal to a whole process group.</summary>
internal static partial class NativeMethods
{
    public const int SignalInterrupt = 2;
    public const int SignalKill = 9;

    /// <summary>kill(2): a negative id addresses the group.</summary>
    /// <returns>0, or -1 when there is no such process or group.</returns>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int processId, int signal);
}
