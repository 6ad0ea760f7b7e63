using System.Diagnostics;

namespace EdgeMonitor.TestSupport;

/// <summary>Runs Python, for what other makers wrote in it: Jinja, which Home Assistant uses, and a JSON Schema validator.</summary>
public static class Python
{
    // Debian's own, for which the packages are installed; another one may come first on the PATH.
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>What a script writes, without the last line's end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string script, string input)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        return process.ExitCode == 0 ? (await output).TrimEnd('\n') : throw new InvalidOperationException(await error);
    }
}
