using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Supervision;

/// <summary>
/// The service manager that started this process, and what it is told (sd_notify(3)). Without one, for a person at a terminal,
/// nothing is loaded and nothing said.
/// </summary>
internal static partial class ServiceManager
{
    private const string SocketVariable = "NOTIFY_SOCKET";
    private const double MicrosecondsPerSecond = 1e6;

    /// <summary>Whether there is one.</summary>
    public static bool IsPresent => Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 };

    /// <summary>How long it waits for a sign of life before it kills and restarts this process; null when it does not watch.</summary>
    /// <exception cref="DllNotFoundException">libsystemd is not installed.</exception>
    public static TimeSpan? ReadWatchdogPatience() =>
        IsPresent && WatchdogEnabled(0, out var microseconds) > 0 ? TimeSpan.FromSeconds(microseconds / MicrosecondsPerSecond) : null;

    /// <summary>Says that the start is over.</summary>
    public static void Ready() => Notify("READY=1");

    /// <summary>Says that the stop has begun.</summary>
    public static void Stopping() => Notify("STOPPING=1");

    /// <summary>Gives a sign of life.</summary>
    public static void Beat() => Notify("WATCHDOG=1");

    /// <summary>Says in a line how things are; <c>systemctl status</c> shows it.</summary>
    public static void Status(string text) => Notify($"STATUS={text.ReplaceLineEndings(" ")}");

    /// <summary>A message that cannot be sent is lost: whoever no longer listens will not miss it.</summary>
    private static void Notify(string state)
    {
        if (IsPresent)
        {
            _ = SendNotification(0, state);
        }
    }

    [LibraryImport("libsystemd.so.0", EntryPoint = "sd_notify", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SendNotification(int unsetEnvironment, string state);

    [LibraryImport("libsystemd.so.0", EntryPoint = "sd_watchdog_enabled")]
    private static partial int WatchdogEnabled(int unsetEnvironment, out ulong microseconds);
}
