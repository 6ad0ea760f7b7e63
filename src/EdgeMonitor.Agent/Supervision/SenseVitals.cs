using System.Globalization;
using EdgeMonitor.Agent.Health;
using EdgeMonitor.Agent.Hosting;
using EdgeMonitor.Agent.Link;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;

namespace EdgeMonitor.Agent.Supervision;

/// <summary>
/// The half with the camera: alive while frames are looked at and windows end. A camera that is known to be away is restarted by
/// <see cref="Camera"/>; only when that has not helped for long is a new process worth a try.
/// </summary>
internal sealed class SenseVitals : IVitals
{
    /// <summary>How long a fault that the camera itself has noticed may last.</summary>
    public static readonly TimeSpan FaultPatience = TimeSpan.FromMinutes(10);

    /// <summary>How long a frame may be looked at, beyond the time in which the camera would report a stall.</summary>
    public static readonly TimeSpan FramePatience = TimeSpan.FromSeconds(20);

    private readonly Func<CameraStatus> _camera;
    private readonly FrameMeter _meter;
    private readonly Outbound _outbound;
    private readonly SenseLink? _link;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _stall;
    private readonly TimeSpan _window;
    private readonly Pulse _frames;
    private readonly Pulse _windows;
    private long _countedFrames;
    private long _countedAt;

    /// <summary>Starts to watch.</summary>
    /// <param name="camera">What the camera is doing.</param>
    /// <param name="meter">The frames that were looked at.</param>
    /// <param name="outbound">The windows that ended.</param>
    /// <param name="link">The way to publish; null where it is the same process.</param>
    /// <param name="options">Seconds after which a camera counts as stalled, and the length of a window.</param>
    /// <param name="clock">The clock.</param>
    public SenseVitals(
        Func<CameraStatus> camera,
        FrameMeter meter,
        Outbound outbound,
        SenseLink? link,
        (double StallSeconds, AttentionOptions Attention) options,
        TimeProvider clock)
    {
        _camera = camera;
        _meter = meter;
        _outbound = outbound;
        _link = link;
        _clock = clock;
        _stall = TimeSpan.FromSeconds(options.StallSeconds);
        _window = TimeSpan.FromSeconds(options.Attention.WindowSeconds);
        _frames = new Pulse(clock);
        _windows = new Pulse(clock);
        _countedAt = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public string? FindTrouble()
    {
        // A step of the clock costs the window in progress, so that the next one can be two lengths away.
        if (!_windows.Beats(_outbound.Sent, (2 * _window) + FramePatience))
        {
            return Silent("no window has ended", _windows);
        }

        var condition = _camera().Condition;
        if (condition is CameraCondition.Closed or CameraCondition.Ended)
        {
            _frames.Rest();
        }

        var patience = condition is CameraCondition.Running ? _stall + FramePatience : FaultPatience;
        return _frames.Beats(_meter.Seen, patience) ? null : Silent("no frame has been looked at", _frames);
    }

    /// <inheritdoc/>
    public string Describe()
    {
        var seen = _meter.Seen;
        var now = _clock.GetTimestamp();
        var seconds = _clock.GetElapsedTime(_countedAt, now).TotalSeconds;
        var rate = seconds > 0 ? (seen - _countedFrames) / seconds : 0;
        (_countedFrames, _countedAt) = (seen, now);

        var status = _camera();
        var room = status.Condition is CameraCondition.Running ? DescribeRoom(rate) : DescribeCamera(status);
        return _link switch
        {
            null => room,
            { IsConnected: true } => $"{room}, connected",
            _ => $"{room}, not connected to edgemonitor publish",
        };
    }

    private string DescribeRoom(double rate)
    {
        var people = _outbound.Newest switch
        {
            null => "first window under way",
            { Status: WindowStatus.Ok, People: { } count } => string.Create(CultureInfo.InvariantCulture, $"{count} people"),
            { Status: WindowStatus.Suppressed, MinimumGroup: var least } =>
                string.Create(CultureInfo.InvariantCulture, $"fewer than {least} people"),
            { Status: WindowStatus.LowLight } => "too dark",
            _ => "no figures in the last window",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{people}, {rate:F1} fps");
    }

    private static string DescribeCamera(CameraStatus status) =>
        $"camera {status.Condition.ToString().ToLowerInvariant()}{(status.Reason is { } reason ? $": {reason}" : "")}";

    private static string Silent(string what, Pulse pulse) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} for {pulse.Silence.TotalSeconds:F0} seconds");
}
