namespace EdgeMonitor.Capture.Processes;

/// <summary>Looks for programs the way execvp(3) does.</summary>
internal static class ProgramPath
{
    /// <summary>Whether there is such a program, by path or by name in <c>PATH</c>.</summary>
    public static bool Exists(string program)
        => program.Contains('/', StringComparison.Ordinal)
            ? Path.Exists(program)
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Any(folder => Path.Exists(Path.Combine(folder, program)));
}
