using System.Globalization;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Capture.Tests;

/// <summary>
/// A camera of preset <c>command</c> with a clock that stands still, and a child that can be told from all others.
/// </summary>
internal sealed class CameraTestBench : IAsyncDisposable
{
    private static readonly TimeSpan Creep = TimeSpan.FromMilliseconds(5);
    private static int _counter;

    /// <summary>
    /// With so much patience that a busy machine can start a program while the clock is moved on; a test of the patience itself
    /// brings its own options.
    /// </summary>
    public CameraTestBench(params string[] command)
        : this(new CameraOptions { Preset = CameraPreset.Command, Command = command, StartSeconds = 600, StallSeconds = 600 })
    {
    }

    public CameraTestBench(CameraOptions options)
    {
        Options = options;
        Camera = new Camera(options, Clock, Logger);
    }

    public ManualTimeProvider Clock { get; } = new();

    public RecordingLogger Logger { get; } = new();

    public CameraOptions Options { get; }

    public Camera Camera { get; }

    /// <summary>A number of seconds that no other process of this machine sleeps.</summary>
    public static string UniqueSleep()
        => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}{Interlocked.Increment(ref _counter):D4}.5");

    /// <summary>Whether a process has this text in its command line.</summary>
    public static bool IsRunning(string text) => CommandLines().Any(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>Whether <c>sleep</c> itself runs with this argument, rather than a shell that is going to start it.</summary>
    public static bool IsAsleep(string seconds) => CommandLines().Contains($"sleep {seconds} ", StringComparer.Ordinal);

    /// <summary>The signals that the process <c>sleep</c> with this argument ignores, one bit each from SIGHUP on.</summary>
    public static ulong SignalsIgnoredBySleep(string seconds)
    {
        var folder = Processes().First(process => CommandLine(process).Equals($"sleep {seconds} ", StringComparison.Ordinal));
        var line = File.ReadLines(Path.Combine(folder, "status")).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return ulong.Parse(line["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Waits until something holds, moving the camera's clock meanwhile by a given step. Without one it creeps, for a program that is
    /// only just being started and misses that it is to end: its time to do so is the clock's.
    /// </summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan step = default)
    {
        while (!holds())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            Clock.Advance(step == default ? Creep : step);
        }
    }

    public async Task UntilAsync(CameraCondition condition, TimeSpan step = default)
        => await UntilAsync(() => Camera.Status.Condition == condition, step);

    public async Task<Frame> NextFrameAsync()
    {
        var frame = await Camera.NextFrameAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(frame);
        return frame;
    }

    /// <summary>Opens the camera without waiting for a frame.</summary>
    public Task<Frame?> OpenAsync() => Camera.NextFrameAsync(TestContext.Current.CancellationToken).AsTask();

    /// <summary>Closes the camera; the clock goes on meanwhile.</summary>
    public async ValueTask DisposeAsync()
    {
        var closing = Camera.DisposeAsync().AsTask();
        while (!closing.IsCompleted)
        {
            await Task.Delay(20, CancellationToken.None);
            Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await closing;
    }

    private static IEnumerable<string> CommandLines() => Processes().Select(CommandLine);

    private static IEnumerable<string> Processes() => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId);

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
