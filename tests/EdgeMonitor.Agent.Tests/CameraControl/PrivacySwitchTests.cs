using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>The reader of evdev, on a pipe in place of a device: <see cref="InputPipe"/> says what is real.</summary>
public sealed class PrivacySwitchTests : IDisposable
{
    private const int Camera = 212;
    private const int Other = 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgemonitor-switch-");
    private readonly CameraGate _gate = new([GateSource.Switch]);
    private readonly InputPipe _pipe;
    private readonly SwitchOptions _options;

    public PrivacySwitchTests()
    {
        _options = new SwitchOptions { Device = Path.Combine(_folder.FullName, "event0") };
        _pipe = new InputPipe(_options.Device);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PrivacySwitch Switch => new(_options, _gate, _pipe.Open, NullLogger.Instance);

    public void Dispose()
    {
        _pipe.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    public void Look_PositionAtTheStart_IsAskedOfTheKernel(bool closedWhenDown, bool isDown, bool expectedOpen)
    {
        _options.ClosedWhen = closedWhenDown ? SwitchPosition.On : SwitchPosition.Off;
        _pipe.PlugIn();
        _pipe.Down.UnionWith(isDown ? [Camera, Other] : [Other]);
        _pipe.Has.Add(Other);

        Switch.Look();

        Assert.Equal(expectedOpen, _gate.State.IsOpen);
        Assert.Equal(expectedOpen ? null : [ClosingCause.Switch], _gate.State.Causes);
    }

    [Fact]
    public void Look_DeviceWithoutTheKey_IsClosedAndSaysWhatToDo()
    {
        _pipe.PlugIn();
        _options.Code = 213;

        Switch.Look();

        Assert.Equal([ClosingCause.Fault], _gate.State.Causes);
        Assert.Contains("has no key with the number 213; the program evtest lists what it has", _gate.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_NoDevice_IsClosed()
    {
        Switch.Look();

        Assert.Equal([ClosingCause.Fault], _gate.State.Causes);
        Assert.Contains("event0 cannot be opened: No such file or directory", _gate.State.Reason, StringComparison.Ordinal);
    }

    /// <summary>The real question to the real kernel: a pipe is no input device, and says so.</summary>
    [Fact]
    public void Look_SomethingElseThanAnInputDevice_IsClosed()
    {
        _pipe.PlugIn();

        new PrivacySwitch(_options, _gate, InputDevice.Open, NullLogger.Instance).Look();

        Assert.Contains("does not answer as an input device: Inappropriate ioctl", _gate.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FollowAsync_Events_CloseAndOpen()
    {
        _pipe.PlugIn();
        await FollowAsync(async () =>
        {
            await WaitForAsync(state => state.IsOpen);
            _pipe.Send(Other, 1);
            _pipe.Send(Camera, 1);
            _pipe.Send(Camera, 2);
            await WaitForAsync(state => state.Causes is [ClosingCause.Switch]);
            _pipe.Send(Other, 0);
            _pipe.Send(Camera, 0);
            await WaitForAsync(state => state.IsOpen);
        });
    }

    [Fact]
    public async Task FollowAsync_EventsWereLost_AsksTheKernelAgain()
    {
        _pipe.PlugIn();
        await FollowAsync(async () =>
        {
            await WaitForAsync(state => state.IsOpen);
            _pipe.Down.Add(Camera);
            _pipe.SendLoss();
            await WaitForAsync(state => state.Causes is [ClosingCause.Switch]);
        });
        Assert.Equal(2, _pipe.Asked);
    }

    [Fact]
    public async Task FollowAsync_DeviceVanishesAndComesBack_IsClosedMeanwhile()
    {
        _pipe.PlugIn();
        await FollowAsync(async () =>
        {
            await WaitForAsync(state => state.IsOpen);
            _pipe.Unplug();
            await WaitForAsync(state => state.Causes is [ClosingCause.Fault]);
            _pipe.Down.Add(Camera);
            _pipe.PlugIn();
            await WaitForAsync(state => state.Causes is [ClosingCause.Switch]);
            _pipe.Send(Camera, 0);
            await WaitForAsync(state => state.IsOpen);
        });
    }

    /// <summary>By linux/input.h: EVIOCGBIT(EV_KEY, 96), EVIOCGBIT(EV_SW, 96), EVIOCGKEY(96), EVIOCGSW(96).</summary>
    [Fact]
    public void InputRequests_Numbers_AreThoseOfTheKernel() => Assert.Equal(
        [0x80604521u, 0x80604525u, 0x80604518u, 0x8060451bu],
        new[]
        {
            InputRequests.Capabilities(SwitchKind.Key),
            InputRequests.Capabilities(SwitchKind.Switch),
            InputRequests.State(SwitchKind.Key),
            InputRequests.State(SwitchKind.Switch),
        });

    private async Task FollowAsync(Func<Task> steps)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var following = Switch.FollowAsync(stop.Token);
        await steps();
        await stop.CancelAsync();
        await following;
    }

    private async Task WaitForAsync(Predicate<GateState> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        for (var state = _gate.State; !condition(state); state = await _gate.WaitForOtherThanAsync(state, patience.Token))
        {
        }
    }
}
