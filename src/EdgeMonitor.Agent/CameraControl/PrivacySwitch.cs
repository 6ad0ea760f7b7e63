using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>
/// Tells the gate the position of the privacy switch. While the switch cannot be read (unplugged, no permission, the wrong
/// number) the camera stays closed, and it is tried again every second.
/// </summary>
internal sealed partial class PrivacySwitch
{
    /// <summary>Longest wait for an event, after which a stop is noticed; also the pause before a missing device is tried again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Closing Closed = new(ClosingCause.Switch, "The switch at the device is set to closed.");

    private readonly SwitchOptions _options;
    private readonly CameraGate _gate;
    private readonly Func<string, InputDevice> _open;
    private readonly ILogger _logger;
    private InputDevice? _device;
    private string? _problem;

    /// <summary>Makes a switch that has not been looked at yet.</summary>
    /// <param name="options">With a device.</param>
    /// <param name="gate">Hears of every position.</param>
    /// <param name="open">Opens a device; <see cref="InputDevice.Open(string)"/> but for tests.</param>
    /// <param name="logger">Told of a switch that fails, and of one that works again.</param>
    public PrivacySwitch(SwitchOptions options, CameraGate gate, Func<string, InputDevice> open, ILogger logger)
    {
        _options = options;
        _gate = gate;
        _open = open;
        _logger = logger;
    }

    /// <summary>Looks at the switch once, so that the gate knows it before anything else starts.</summary>
    public void Look() => Guard(() => ReadPosition());

    /// <summary>Follows the switch until it is stopped. On a thread of its own, since the kernel's events are waited for.</summary>
    public Task FollowAsync(CancellationToken stop) => Task.Factory.StartNew(
        () => Follow(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Follow(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (!Guard(ReadEvents))
            {
                stop.WaitHandle.WaitOne(Patience);
                Look();
            }
        }

        Close();
    }

    private InputDevice ReadPosition()
    {
        _device ??= _open(_options.Device!);
        Note(_device.IsOn(_options.Kind, _options.Code));
        return _device;
    }

    private void ReadEvents()
    {
        var device = _device ?? ReadPosition();
        foreach (var change in device.Wait(Patience))
        {
            if (change.TellsOfLoss)
            {
                ReadPosition();
            }
            else if (change.Type == (ushort)_options.Kind && change.Code == _options.Code)
            {
                Note(change.Value != 0);
            }
        }
    }

    private void Note(bool isOn)
    {
        var isClosed = isOn == (_options.ClosedWhen is SwitchPosition.On);
        _gate.Set(GateSource.Switch, isClosed ? Closed : null);
        if (_problem is not null)
        {
            _problem = null;
            LogWorksAgain(_options.Device!);
        }
    }

    /// <summary>Runs a step; false when the device failed, which closes the camera.</summary>
    private bool Guard(Action step)
    {
        try
        {
            step();
            return true;
        }
        catch (IOException exception)
        {
            Close();
            _gate.Set(GateSource.Switch, new Closing(ClosingCause.Fault, $"The privacy switch cannot be read: {exception.Message}"));
            if (!string.Equals(_problem, exception.Message, StringComparison.Ordinal))
            {
                _problem = exception.Message;
                LogFailed(exception.Message);
            }

            return false;
        }
    }

    private void Close()
    {
        _device?.Dispose();
        _device = null;
    }

    [LoggerMessage(5100, LogLevel.Error, "The privacy switch cannot be read, so the camera stays closed: {Problem} It is tried again every second")]
    private partial void LogFailed(string problem);

    [LoggerMessage(5101, LogLevel.Information, "The privacy switch {Device} can be read again")]
    private partial void LogWorksAgain(string device);
}
