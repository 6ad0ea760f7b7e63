using System.ComponentModel;
using System.Diagnostics;

namespace EdgeMonitor.Capture.Processes;

/// <summary>
/// A child that cannot outlive us. It leads a process group of its own (<c>setsid</c>), so that its helpers end with it, and the
/// kernel kills it when we die, even by SIGKILL (<c>setpriv --pdeathsig</c>); both tools are of util-linux, which every Debian
/// has.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>
    /// Time for a camera's own orderly end: an RTSP TEARDOWN, or nvargus-daemon, which a killed client can leave wedged. No longer,
    /// since whoever presses the privacy switch is promised that the camera is closed within two seconds.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// How long killed helpers may take to disappear. The kernel ends them at once, but whoever inherits them has to collect them,
    /// and in a container nobody may.
    /// </summary>
    public static readonly TimeSpan HelpersGrace = TimeSpan.FromSeconds(0.1);

    private static readonly TimeSpan HelpersCheck = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly TimeProvider _clock;

    private ChildProcess(Process process, Task<int> exited, TimeProvider clock)
    {
        _process = process;
        _clock = clock;
        Exited = exited;
    }

    /// <summary>Completes with the exit status when the process ends; 128 + n when signal n ended it.</summary>
    public Task<int> Exited { get; }

    /// <summary>The process' id, which is also that of its group.</summary>
    public int Id => _process.Id;

    /// <summary>What the child reads.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>What the child writes to its standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>What the child writes to its standard error.</summary>
    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>Starts a child.</summary>
    /// <param name="command">The program.</param>
    /// <param name="clock">Measures the <see cref="Grace"/> at its end.</param>
    /// <exception cref="ChildStartException">There is no such program, or it may not be run.</exception>
    public static async Task<ChildProcess> StartAsync(ChildCommand command, TimeProvider clock)
    {
        if (!ProgramPath.Exists(command.Program))
        {
            throw new ChildStartException($"{command.Program} is not installed, or not an absolute path or a name in PATH.");
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var exited = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);

        // The kernel sends the parent-death signal when the *thread* that started the child ends, and a pool thread ends when it
        // has been idle for a while. So the child gets a thread that lives as long as it does.
        var thread = new Thread(() => StartAndWait(StartInfo(command), started, exited))
        {
            IsBackground = true,
            Name = $"child {command.Program}",
        };
        thread.Start();
        return new ChildProcess(await started.Task, exited.Task, clock);
    }

    /// <summary>Ends the child and its whole group: asked first, killed after <see cref="Grace"/>. Returns when they are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted)
        {
            Signal(NativeMethods.SignalInterrupt);
        }

        // A child that is stuck in writing sees a closed pipe rather than a reader that never comes back.
        await Output.DisposeAsync();
        await CloseInputAsync();
        try
        {
            await Exited.WaitAsync(Grace, _clock);
        }
        catch (TimeoutException)
        {
            Signal(NativeMethods.SignalKill);
            await Exited;
        }

        await KillHelpersAsync();
        _process.Dispose();
    }

    /// <summary>Says to the child that no more input comes.</summary>
    public async ValueTask CloseInputAsync()
    {
        try
        {
            await _process.StandardInput.DisposeAsync();
        }
        catch (IOException)
        {
            // It is gone already.
        }
    }

    private static ProcessStartInfo StartInfo(ChildCommand command)
    {
        // A shell starts what it puts into the background with SIGINT ignored, and so would be all that comes of it.
        string[] wrapper = ["setpriv", "--pdeathsig", "KILL", "--", "env", "--default-signal=INT", command.Program];
        return new ProcessStartInfo("setsid", [.. wrapper, .. command.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    private static void StartAndWait(
        ProcessStartInfo startInfo, TaskCompletionSource<Process> started, TaskCompletionSource<int> exited)
    {
        Process process;
        try
        {
            process = Process.Start(startInfo)!;
        }
        catch (Win32Exception exception)
        {
            started.SetException(new ChildStartException($"The process could not be started: {exception.Message}", exception));
            return;
        }

        started.SetResult(process);
        process.WaitForExit();
        exited.SetResult(process.ExitCode);
    }

    /// <summary>Ends helpers that the child left behind: one of them may be who holds the camera.</summary>
    private async Task KillHelpersAsync()
    {
        for (var left = HelpersGrace; left > TimeSpan.Zero && NativeMethods.Kill(-Id, NativeMethods.SignalKill) == 0; left -= HelpersCheck)
        {
            await Task.Delay(HelpersCheck, TimeProvider.System);
        }
    }

    private void Signal(int signal)
    {
        // The group is there as soon as setsid ran, a moment after the start.
        if (NativeMethods.Kill(-Id, signal) != 0 && !Exited.IsCompleted)
        {
            _ = NativeMethods.Kill(Id, signal);
        }
    }
}
