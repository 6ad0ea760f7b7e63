using System.Diagnostics;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Training.Tests;

/// <summary>Programs that have to succeed.</summary>
internal static class Child
{
    /// <summary>Runs Debian's Python, which has PyTorch, in the folder of the training project; gives what it prints.</summary>
    public static Task<string> PythonAsync(params string[] arguments) =>
        RunAsync("/usr/bin/python3", Repository.Locate("models", "training"), arguments);

    public static Task FfmpegAsync(params string[] arguments) => RunAsync("ffmpeg", Path.GetTempPath(), ["-v", "error", "-y", .. arguments]);

    private static async Task<string> RunAsync(string program, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await output}{await errors}");
        return await output;
    }
}
