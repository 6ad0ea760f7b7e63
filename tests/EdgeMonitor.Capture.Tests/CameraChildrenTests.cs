using System.Diagnostics;

namespace EdgeMonitor.Capture.Tests;

/// <summary>No child survives its camera, however the camera or the child ends.</summary>
public sealed class CameraChildrenTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("exec sleep {0}")]
    [InlineData("sleep {0} & sleep {0}")]
    [InlineData("trap '' INT TERM PIPE; while true; do sleep {0}; done")]
    [InlineData("(sleep {0} &) ; (sleep {0} &) ; exec sleep {0}")]
    public async Task DisposeAsync_ChildWithHelpers_LeavesNoneBehind(string script)
    {
        var sleep = CameraTestBench.UniqueSleep();
        await using var bench = new CameraTestBench("sh", "-c", script.Replace("{0}", sleep, StringComparison.Ordinal));
        _ = bench.OpenAsync();
        await bench.UntilAsync(() => CameraTestBench.IsAsleep(sleep));

        await bench.DisposeAsync();

        // Killed they are, but a busy machine takes longer over it than the camera waits.
        await UntilAsync(() => !CameraTestBench.IsRunning(sleep));
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_ChildStuckInWriting_LeavesNoneBehind()
    {
        var mark = CameraTestBench.UniqueSleep();
        await using var bench = new CameraTestBench(
            [.. TestSource.Ffmpeg("testsrc2=size=1280x720", paced: false)[..^2], "-metadata", $"title={mark}", "yuv4mpegpipe", "pipe:1"]);
        _ = bench.OpenAsync();
        await bench.UntilAsync(() => CameraTestBench.IsRunning(mark));

        await bench.DisposeAsync();

        Assert.False(CameraTestBench.IsRunning(mark));
    }

    [Fact(Timeout = 60_000)]
    public async Task ChildProcess_HelperOfAChildThatCrashed_IsEndedToo()
    {
        var sleep = CameraTestBench.UniqueSleep();
        await using var bench = new CameraTestBench("sh", "-c", $"sleep {sleep} >/dev/null 2>&1 & exit 1");
        _ = bench.OpenAsync();

        await bench.UntilAsync(CameraCondition.Failed);

        await UntilAsync(() => !CameraTestBench.IsRunning(sleep));
    }

    [Fact(Timeout = 60_000)]
    public async Task Host_KilledBySigkill_TakesItsSilentChildWithIt()
    {
        // A child that writes would also end by the closed pipe; one that sleeps ends only by the parent-death signal.
        var sleep = CameraTestBench.UniqueSleep();
        using var host = CameraHost.Start("sleep", sleep);
        try
        {
            await UntilAsync(() => CameraTestBench.IsAsleep(sleep));
        }
        finally
        {
            host.Kill();
        }

        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => !CameraTestBench.IsRunning(sleep));
    }

    [Fact(Timeout = 60_000)]
    public async Task Start_ByAProcessThatIgnoresInterrupts_ChildHearsThem()
    {
        const ulong Interrupt = 1 << (2 - 1);
        var sleep = CameraTestBench.UniqueSleep();
        using var host = CameraHost.StartDeafToInterrupts("sleep", sleep);
        try
        {
            await UntilAsync(() => CameraTestBench.IsAsleep(sleep));

            Assert.Equal(0UL, CameraTestBench.SignalsIgnoredBySleep(sleep) & Interrupt);
        }
        finally
        {
            host.Kill();
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
