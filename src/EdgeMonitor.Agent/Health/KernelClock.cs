using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Health;

/// <summary>Asks whether the clock is set: by systemd-timesyncd's mark, else by the kernel (adjtimex(2)).</summary>
internal static partial class KernelClock
{
    private const string TimesyncMark = "/run/systemd/timesync/synchronized";

    /// <summary>The clock's state TIME_ERROR: not synchronised.</summary>
    private const int TimeError = 5;

    /// <summary>Room for struct timex, which has 208 bytes on 64-bit Linux.</summary>
    private const int SizeOfTimex = 256;

    /// <summary>Whether the clock is synchronised; null where it cannot be told.</summary>
    public static bool? IsSynchronised()
    {
        if (File.Exists(TimesyncMark))
        {
            return true;
        }

        // All zero: modes is 0, which only asks.
        Span<byte> timex = stackalloc byte[SizeOfTimex];
        timex.Clear();
        try
        {
            return AdjustTime(ref MemoryMarshal.GetReference(timex)) switch
            {
                < 0 => null,
                TimeError => false,
                _ => true,
            };
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjustTime(ref byte timex);
}
