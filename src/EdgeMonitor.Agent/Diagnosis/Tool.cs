using System.ComponentModel;
using System.Diagnostics;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>Programs of the system that know more of it than we do.</summary>
internal static class Tool
{
    /// <summary>What a program answers, trimmed; null when it is not installed, fails or says nothing.</summary>
    public static string? Ask(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var answer = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 && answer.Length > 0 ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
