namespace EdgeMonitor.Capture.Processes;

/// <summary>Exit statuses in words.</summary>
internal static class ExitStatus
{
    /// <summary>"status 1", or for a status above 128 the signal that .NET reports that way.</summary>
    public static string Describe(int status) => status switch
    {
        128 + 2 => "SIGINT",
        128 + 6 => "SIGABRT (it crashed)",
        128 + 9 => "SIGKILL (out of memory, perhaps)",
        128 + 11 => "SIGSEGV (it crashed)",
        128 + 13 => "SIGPIPE (nobody read on)",
        128 + 15 => "SIGTERM",
        _ => FormattableString.Invariant($"status {status}"),
    };
}
