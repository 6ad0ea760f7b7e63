using System.Text;
using System.Text.Json;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging;

/// <summary>
/// Publishes what one device has to say. Its availability is <c>online</c> on every connect and <c>offline</c> by will and
/// on a clean stop. Windows wait in memory while the broker is away and follow in order, with their own times.
/// </summary>
public sealed partial class DevicePublisher : IAsyncDisposable
{
    /// <summary>Windows that wait while the broker is away; then the oldest are dropped. Half a day of one-minute windows.</summary>
    public const int MaximumWaiting = 720;

    /// <summary>How long the broker keeps a window: a consumer that was away for a night still gets the last one.</summary>
    public static readonly TimeSpan WindowExpiry = TimeSpan.FromDays(1);

    /// <summary>How long a clean stop may take to send what waits and to take leave.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private const string Json = "application/json";

    private readonly Topics _topics;
    private readonly TimeProvider _clock;
    private readonly ILogger<DevicePublisher> _logger;
    private readonly MqttClient _client;
    private readonly DeviceBacklog _backlog = new(MaximumWaiting);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private volatile bool _dropping;
    private Task? _sending;
    private Task? _disposal;

    /// <summary>Makes a publisher that is not connected yet.</summary>
    /// <exception cref="DllNotFoundException">libmosquitto is not installed, or too old.</exception>
    public DevicePublisher(DeviceAddress address, MqttOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(loggers);
        _topics = new Topics(address);
        _clock = clock;
        _logger = loggers.CreateLogger<DevicePublisher>();
        var named = options with { ClientId = options.ClientId ?? $"{Topics.Root}-{address.Site}-{address.Room}-{address.Device}" };
        _client = new MqttClient(named, Availability(Topics.Offline), clock, loggers.CreateLogger<MqttClient>());
        _client.OnConnected = cancellationToken => _client.PublishAsync(Availability(Topics.Online), cancellationToken);
    }

    /// <summary>Where the device stands with the broker.</summary>
    public MqttConnectionState State => _client.State;

    /// <summary>What is wrong and what to do about it, for people; null while nothing is.</summary>
    public string? LastProblem => _client.LastProblem;

    /// <summary>Windows that wait for the broker.</summary>
    public int Waiting => _backlog.Waiting;

    /// <summary>Windows that were dropped since start: too many waited, or the broker refused them.</summary>
    public long Dropped => _backlog.Dropped;

    /// <summary>Connects in the background. Returns at once; a second call does nothing.</summary>
    public void Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposal is not null, this);
            _client.Start();
            _sending ??= Task.Run(SendAsync);
        }
    }

    /// <summary>Keeps a window for delivery (QoS 1, retained, in order). Completes when it is kept, not when it is delivered.</summary>
    public Task PublishAsync(RoomAggregate window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        cancellationToken.ThrowIfCancellationRequested();
        var payload = JsonSerializer.SerializeToUtf8Bytes(window, MessageJson.Default.RoomAggregate);
        var dropped = _backlog.AddWindow(new MqttMessage(_topics.Attention, payload, MqttQos.AtLeastOnce, Retain: true)
        {
            ContentType = Json,
            Expiry = WindowExpiry,
        });
        if (dropped && !_dropping)
        {
            LogDropping(MaximumWaiting);
        }

        _dropping = dropped;

        return Task.CompletedTask;
    }

    /// <summary>Keeps the device's health for delivery (QoS 0, retained); a newer one replaces it. Completes when it is kept.</summary>
    public Task PublishAsync(DeviceHealth health, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(health);
        cancellationToken.ThrowIfCancellationRequested();
        var payload = JsonSerializer.SerializeToUtf8Bytes(health, MessageJson.Default.DeviceHealth);
        _backlog.SetHealth(new MqttMessage(_topics.Health, payload, MqttQos.AtMostOnce, Retain: true) { ContentType = Json });
        return Task.CompletedTask;
    }

    /// <summary>
    /// Sends what waits and <c>offline</c>, within <see cref="StopPatience"/>, if the broker is there; then disconnects.
    /// What could not be sent is lost.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposal ??= StopAsync();
            return new ValueTask(_disposal);
        }
    }

    private async Task StopAsync()
    {
        if (_client.State == MqttConnectionState.Connected)
        {
            await TakeLeaveAsync();
        }

        await _stop.CancelAsync();
        if (_sending is { } sending)
        {
            await sending;
        }

        await _client.DisposeAsync();
        if (_backlog.Waiting > 0)
        {
            LogLeftBehind(_backlog.Waiting);
        }

        _backlog.Dispose();
        _stop.Dispose();
    }

    private async Task TakeLeaveAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience, _clock);
        try
        {
            await _backlog.WhenDrained().WaitAsync(patience.Token);
            await _client.PublishAsync(Availability(Topics.Offline), patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or MqttException)
        {
            LogNoLeave(exception);
        }
    }

    private async Task SendAsync()
    {
        try
        {
            while (true)
            {
                await SendAsync(await _backlog.NextAsync(_stop.Token));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The publisher stops.
        }
    }

    private async Task SendAsync(DeviceBacklog.Entry entry)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, entry.Withdrawn);
        try
        {
            await _client.PublishAsync(entry.Message, cancellation.Token);
            _backlog.Remove(entry);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // A newer one took its place; the backlog has removed it.
        }
        catch (MqttException exception)
        {
            _backlog.Remove(entry, refused: true);
            LogRefused(exception);
        }
    }

    private MqttMessage Availability(string state) =>
        new(_topics.Availability, Encoding.UTF8.GetBytes(state), MqttQos.AtLeastOnce, Retain: true);
}
