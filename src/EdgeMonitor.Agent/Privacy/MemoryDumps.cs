using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Privacy;

/// <summary>
/// Keeps this process's memory, in which there are pictures, from being written or looked at: no core dump, no debugger of the
/// same user, no <c>/proc/PID/mem</c>. Its children, the camera's programs, inherit that they leave no core file.
/// </summary>
internal static partial class MemoryDumps
{
    private const int SetDumpable = 4;
    private const int CoreFileSize = 4;

    /// <summary>Forbids dumps from now on; it cannot be taken back (prctl(2) PR_SET_DUMPABLE, setrlimit(2) RLIMIT_CORE).</summary>
    /// <exception cref="Win32Exception">The kernel refuses.</exception>
    public static void Forbid()
    {
        var none = default(ResourceLimit);
        if (SetLimit(CoreFileSize, none) != 0 || ProcessControl(SetDumpable, 0, 0, 0, 0) != 0)
        {
            throw new Win32Exception();
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ProcessControl(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    /// <summary>struct rlimit on 64-bit Linux: what holds, and up to what the process may raise it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public ulong Current;
        public ulong Maximum;
    }
}
