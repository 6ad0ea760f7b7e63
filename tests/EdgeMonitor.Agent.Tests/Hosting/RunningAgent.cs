using System.Diagnostics;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>The real program <c>edgemonitor</c>, as a child process with an environment that holds nothing of ours but what is given.</summary>
internal sealed class RunningAgent : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();

    private RunningAgent(Process process) => _process = process;

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Whether it is still there.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Its id.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it.</summary>
    public static RunningAgent Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "edgemonitor"), arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        // ONNX Runtime sends its makers nothing where this is set; that it never does must not depend on it.
        start.Environment.Remove("CI");
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var agent = new RunningAgent(new Process { StartInfo = start });
        agent._process.ErrorDataReceived += (_, line) => agent.Append(line.Data);
        agent._process.OutputDataReceived += (_, line) => agent.Append(line.Data);
        agent._process.Start();
        agent._process.BeginErrorReadLine();
        agent._process.BeginOutputReadLine();
        return agent;
    }

    /// <summary>Waits until <paramref name="part"/> is in the log.</summary>
    public async Task WaitForLogAsync(string part)
    {
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        while (!Error.Contains(part, StringComparison.Ordinal))
        {
            Assert.True(IsRunning && !patience.IsCancellationRequested, $"'{part}' was never logged: {Error}");
            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <summary>Asks it to end with SIGTERM and waits.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        return await WaitForExitAsync();
    }

    /// <summary>Ends it the hard way, without a chance to clean up, and waits.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Mosquitto.Patience);
        return _process.ExitCode;
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Append(string? line)
    {
        lock (_error)
        {
            _error.AppendLine(line);
        }
    }
}
