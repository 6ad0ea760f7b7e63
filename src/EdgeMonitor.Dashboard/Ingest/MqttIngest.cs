using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>Subscribes to every device and hands what comes to the <see cref="MessageIntake"/>, for as long as the dashboard runs.</summary>
public sealed partial class MqttIngest : BackgroundService
{
    private static readonly string[] Levels = [Topics.AvailabilityLevel, Topics.AttentionLevel, Topics.HealthLevel];

    private readonly MqttClient _client;
    private readonly MessageIntake _intake;
    private readonly ILogger<MqttIngest> _logger;

    /// <summary>Makes the service; the client is started by it.</summary>
    public MqttIngest(MqttClient client, MessageIntake intake, ILogger<MqttIngest> logger)
    {
        _client = client;
        _intake = intake;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _client.Start();

        // Reading must not wait for the subscriptions: retained messages come with the first of them.
        await Task.WhenAll([ReadAsync(stoppingToken), .. Levels.Select(level => SubscribeAsync(level, stoppingToken))]);
    }

    private async Task ReadAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in _client.Received.ReadAllAsync(stoppingToken))
        {
            _intake.Take(message);
        }
    }

    private async Task SubscribeAsync(string level, CancellationToken stoppingToken)
    {
        var filter = Topics.OfEveryDevice(level);
        try
        {
            await _client.SubscribeAsync(filter, MqttQos.AtLeastOnce, stoppingToken);
        }
        catch (MqttException exception)
        {
            LogSubscriptionRefused(exception, filter);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "No subscription to '{Filter}'. Does the broker's access list allow it?")]
    private partial void LogSubscriptionRefused(Exception exception, string filter);
}
