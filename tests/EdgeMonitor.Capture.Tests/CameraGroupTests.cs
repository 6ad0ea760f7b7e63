namespace EdgeMonitor.Capture.Tests;

public sealed class CameraGroupTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public void Constructor_NoCamera_Throws() =>
        Assert.Throws<ArgumentException>(() => new CameraGroup([], TimeProvider.System, new RecordingLogger()));

    [Fact(Timeout = 60_000)]
    public async Task NextFrameAsync_TwoCameras_GivesTheFramesOfBoth()
    {
        await using var group = Group(TestSource.Command(64, 48, paced: false), TestSource.Command(80, 60, paced: false));
        var seen = new HashSet<int>();
        while (seen.Count < 2)
        {
            using var frame = await group.NextFrameAsync(Cancellation);
            Assert.Equal(frame!.Camera == 0 ? (64, 48) : (80, 60), (frame.Width, frame.Height));
            seen.Add(frame.Camera);
        }

        Assert.Equal(CameraCondition.Running, group.Status.Condition);
        Assert.Null(group.Status.Reason);
    }

    [Fact(Timeout = 60_000)]
    public async Task Status_OneCameraFails_IsThatOnesAndTheOtherGoesOn()
    {
        await using var group = Group(TestSource.Command(64, 48), ["false"]);
        while (group.Status.Condition is not CameraCondition.Failed)
        {
            using var frame = await group.NextFrameAsync(Cancellation);
            Assert.Equal(0, frame!.Camera);
        }

        Assert.StartsWith("camera 2: ", group.Status.Reason, StringComparison.Ordinal);
        Assert.Null(group.Status.LastFrameAt);
        using var another = await group.NextFrameAsync(Cancellation);
        Assert.NotNull(another);
    }

    [Fact(Timeout = 60_000)]
    public async Task DisposeAsync_TwoCameras_EndsBothProcesses()
    {
        var sleeps = new[] { CameraTestBench.UniqueSleep(), CameraTestBench.UniqueSleep() };
        var group = Group([.. sleeps.Select(sleep => new[] { "sleep", sleep })]);
        var wait = group.NextFrameAsync(Cancellation).AsTask();
        while (!sleeps.All(CameraTestBench.IsAsleep))
        {
            await Task.Delay(20, Cancellation);
        }

        await group.DisposeAsync();

        Assert.Null(await wait);
        Assert.DoesNotContain(sleeps, CameraTestBench.IsRunning);
        Assert.Equal(CameraCondition.Closed, group.Status.Condition);
    }

    private static CameraGroup Group(params string[][] commands) => new(
        [.. commands.Select(command => new CameraOptions { Preset = CameraPreset.Command, Command = command })],
        TimeProvider.System,
        new RecordingLogger());
}
