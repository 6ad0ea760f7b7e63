using System.Text;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.Messaging.Inbound;
using EdgeMonitor.Messaging.Storage;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <summary>
/// Publishes what one device has to say and listens to what it is told. On every connect its availability (<c>online</c>), its
/// description for Home Assistant, its privacy report and its newest state and health go first, then the windows that wait in the
/// outbox, in order and with
/// their own times. It is <c>offline</c> by will and on a clean stop.
/// </summary>
public sealed partial class DevicePublisher : IAsyncDisposable
{
    /// <summary>How long a clean stop goes on sending what waits.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <summary>How long a clean stop then waits for the broker to confirm <c>offline</c>.</summary>
    public static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);

    private readonly Topics _topics;
    private readonly TimeProvider _clock;
    private readonly ILogger<DevicePublisher> _logger;
    private readonly MqttClient _client;
    private readonly Outbox _outbox;
    private readonly OutboxSender _sender;
    private readonly InboundListener _listener;
    private readonly MqttMessage? _introduction;
    private readonly MqttMessage? _privacyReport;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private volatile bool _dropping;
    private Task? _working;
    private Task? _disposal;

    /// <summary>Makes a publisher that is not connected yet.</summary>
    /// <param name="device">The device.</param>
    /// <param name="options">How it publishes.</param>
    /// <param name="onCameraRequest">Carries out a request to close or open the camera and gives the answer.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="loggers">Makes loggers.</param>
    /// <param name="onLessonRequest">Starts or ends a lesson and gives the answer; null where no lessons are released.</param>
    /// <exception cref="DllNotFoundException">libmosquitto is not installed, or too old.</exception>
    public DevicePublisher(
        DeviceProfile device,
        PublishingOptions options,
        Func<CameraRequest, Task<CommandAnswer>> onCameraRequest,
        TimeProvider clock,
        ILoggerFactory loggers,
        Func<LessonRequest, Task<CommandAnswer>>? onLessonRequest = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(onCameraRequest);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(loggers);
        _topics = new Topics(device.Address);
        _clock = clock;
        _logger = loggers.CreateLogger<DevicePublisher>();
        var homeAssistant = options.HomeAssistant;
        _introduction = homeAssistant.Enabled ? HomeAssistantDiscovery.CreateMessage(device, homeAssistant) : null;
        _privacyReport = device.PrivacyReport is { } report ? Message(_topics.PrivacyReport, report) : null;
        _client = new MqttClient(Named(options.Mqtt, device.Address), Availability(Topics.Offline), clock, loggers.CreateLogger<MqttClient>())
        {
            OnConnected = GreetAsync,
        };
        _outbox = new Outbox(options.Outbox, loggers.CreateLogger<Outbox>());
        _sender = new OutboxSender(_client, _outbox, options.Outbox, clock, loggers.CreateLogger<OutboxSender>());
        Commands.Add(Topics.PrivacyLevel, MessageJson.Default.CameraRequest, onCameraRequest);
        if (onLessonRequest is not null)
        {
            Commands.Add(Topics.LessonLevel, MessageJson.Default.LessonRequest, onLessonRequest);
        }

        _listener = new InboundListener(
            _client,
            _topics,
            Commands,
            homeAssistant.Enabled ? homeAssistant.StatusTopic : null,
            () => IntroduceAsync(CancellationToken.None),
            loggers.CreateLogger<InboundListener>());
    }

    /// <summary>How long the broker keeps a window (MQTT 5).</summary>
    public static TimeSpan WindowExpiry => Outbox.WindowExpiry;

    /// <summary>Where the device stands with the broker.</summary>
    public MqttConnectionState State => _client.State;

    /// <summary>What is wrong and what to do about it, for people; null while nothing is.</summary>
    public string? LastProblem => _client.LastProblem;

    /// <summary>Why windows that wait are in memory only, in words for a person; null while all is well.</summary>
    public string? OutboxProblem => _outbox.Problem;

    /// <summary>Windows that wait for the broker.</summary>
    public int Waiting => _outbox.Queue.Waiting;

    /// <summary>Windows that the broker has got since start.</summary>
    public long Sent => _outbox.Queue.Sent;

    /// <summary>Windows that were dropped since start: too many waited, or the broker refused them.</summary>
    public long Dropped => _outbox.Queue.Dropped;

    /// <summary>Times that the broker accepted a connection since start; more than one are reconnects.</summary>
    public long Connections => _client.Connections;

    /// <summary>Times that the outbox's file was written since start: none while the broker is there and answers.</summary>
    public long OutboxCommits => _outbox.Commits;

    /// <summary>What the device can be told to do; complete it before <see cref="Start"/>.</summary>
    internal CommandTable Commands { get; } = new();

    /// <summary>Connects in the background. Returns at once; a second call does nothing.</summary>
    public void Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, this);
            _client.Start();
            _working ??= Task.WhenAll(Task.Run(() => _sender.RunAsync(_stop.Token)), Task.Run(_listener.RunAsync));
        }
    }

    /// <summary>
    /// Keeps a window for delivery (QoS 1, retained, in order). Completes when it is kept, not when it is delivered: in memory
    /// while messages flow, otherwise in the outbox's file.
    /// </summary>
    public Task PublishAsync(RoomAggregate window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        cancellationToken.ThrowIfCancellationRequested();
        return KeepAsync(_topics.Attention, JsonSerializer.SerializeToUtf8Bytes(window, MessageJson.Default.RoomAggregate));
    }

    /// <summary>Keeps the release of a lesson for delivery, as a window is kept and in order with them.</summary>
    public Task PublishAsync(LessonRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        cancellationToken.ThrowIfCancellationRequested();
        return KeepAsync(_topics.Lesson, JsonSerializer.SerializeToUtf8Bytes(release, MessageJson.Default.LessonRelease));
    }

    /// <summary>Keeps the device's health for delivery (QoS 0, retained); a newer one replaces it. Completes when it is kept.</summary>
    public Task PublishAsync(DeviceHealth health, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(health);
        cancellationToken.ThrowIfCancellationRequested();
        var payload = JsonSerializer.SerializeToUtf8Bytes(health, MessageJson.Default.DeviceHealth);
        _outbox.Queue.SetNewest(
            new MqttMessage(_topics.Health, payload, MqttQos.AtMostOnce, Retain: true) { ContentType = MessageJson.ContentType });
        return Task.CompletedTask;
    }

    /// <summary>Keeps whether the camera may see for delivery (QoS 1, retained); a newer state replaces it. Completes when it is kept.</summary>
    public Task PublishAsync(PrivacyState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        cancellationToken.ThrowIfCancellationRequested();
        var payload = JsonSerializer.SerializeToUtf8Bytes(state, MessageJson.Default.PrivacyState);
        _outbox.Queue.SetNewest(
            new MqttMessage(_topics.PrivacyState, payload, MqttQos.AtLeastOnce, Retain: true) { ContentType = MessageJson.ContentType });
        return Task.CompletedTask;
    }

    /// <summary>
    /// Sends what waits, within <see cref="StopPatience"/>, and <c>offline</c>, if the broker is there; then disconnects.
    /// What could not be sent waits in the outbox's file for the next start.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposal ??= StopAsync();
            return new ValueTask(_disposal);
        }
    }

    private async Task KeepAsync(string topic, byte[] payload)
    {
        var dropped = _outbox.Queue.Add(Outbox.WindowMessage(topic, payload));
        if (dropped && !_dropping)
        {
            LogDropping();
        }

        _dropping = dropped;
        if (!_sender.IsFlowing)
        {
            await _outbox.KeepAsync();
        }
    }

    private async Task StopAsync()
    {
        if (_client.State == MqttConnectionState.Connected)
        {
            await _outbox.Queue.WhenDrained().WaitAsync(StopPatience, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _stop.CancelAsync();
        if (_client.State == MqttConnectionState.Connected)
        {
            await TakeLeaveAsync();
        }

        await _client.DisposeAsync();
        if (_working is { } working)
        {
            await working;
        }

        await _outbox.DisposeAsync();
        if (Waiting > 0 && _outbox is { HasFile: true, Problem: null })
        {
            LogKept(Waiting);
        }
        else if (Waiting > 0)
        {
            LogLeftBehind(Waiting);
        }

        _stop.Dispose();
    }

    private async Task TakeLeaveAsync()
    {
        using var patience = new CancellationTokenSource(LeavePatience, _clock);
        try
        {
            await _client.PublishAsync(Availability(Topics.Offline), patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or MqttException)
        {
            LogNoLeave(exception);
        }
    }

    // What a consumer needs to make sense of what follows, whatever the broker has forgotten meanwhile.
    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        await _client.PublishAsync(Availability(Topics.Online), cancellationToken);
        await IntroduceAsync(cancellationToken);
        await TellOfPrivacyAsync(cancellationToken);
        foreach (var newest in _outbox.Queue.TakeNewest())
        {
            await _client.PublishAsync(newest, cancellationToken);
        }
    }

    private async Task IntroduceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (_introduction is null ? Task.CompletedTask : _client.PublishAsync(_introduction, cancellationToken));
        }
        catch (MqttException exception) when (exception.ReasonCode is not null)
        {
            LogNotIntroduced(exception.Message);
        }
    }

    private async Task TellOfPrivacyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (_privacyReport is null ? Task.CompletedTask : _client.PublishAsync(_privacyReport, cancellationToken));
        }
        catch (MqttException exception) when (exception.ReasonCode is not null)
        {
            LogReportNotTaken(exception.Message);
        }
    }

    private static MqttMessage Message(string topic, PrivacyReport report) =>
        new(topic, JsonSerializer.SerializeToUtf8Bytes(report, MessageJson.Default.PrivacyReport), MqttQos.AtLeastOnce, Retain: true)
        {
            ContentType = MessageJson.ContentType,
        };

    private static MqttOptions Named(MqttOptions options, DeviceAddress address) => options with
    {
        ClientId = options.ClientId ?? $"{Topics.Root}-{address.Site}-{address.Room}-{address.Device}",
    };

    private MqttMessage Availability(string state) =>
        new(_topics.Availability, Encoding.UTF8.GetBytes(state), MqttQos.AtLeastOnce, Retain: true);
}
