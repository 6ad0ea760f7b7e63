using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>Subscribes to every device and hands what comes to <see cref="MessageIntake"/> while the dashboard runs.</summary>
public sealed partial class MqttIngest : BackgroundService
{
    private readonly MqttClient _client;
    private readonly BrokerLink _link;
    private readonly MessageIntake _intake;
    private readonly ILogger<MqttIngest> _logger;

    /// <summary>Makes the service; the client is started by it.</summary>
    public MqttIngest(MqttClient client, BrokerLink link, MessageIntake intake, ILogger<MqttIngest> logger)
    {
        _client = client;
        _link = link;
        _intake = intake;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _client.Start();

        // Reading must not wait for the subscriptions: retained messages come with the first of them.
        var subscriptions = BrokerLink.Filters.Select(filter => SubscribeAsync(filter, stoppingToken));
        await Task.WhenAll([ReadAsync(stoppingToken), .. subscriptions]);
    }

    private async Task ReadAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var message in _client.Received.ReadAllAsync(stoppingToken))
            {
                _intake.Take(message);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
            throw;
        }
    }

    private async Task SubscribeAsync(string filter, CancellationToken stoppingToken)
    {
        try
        {
            await _client.SubscribeAsync(filter, MqttQos.AtLeastOnce, stoppingToken);
            _link.Confirm();
        }
        catch (MqttException exception)
        {
            _link.Refuse(exception.Message);
            LogSubscriptionRefused(exception, filter);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "Taking messages in has failed; the dashboard stops.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error,
        Message = "No subscription to '{Filter}'. Does the broker's access list allow it?")]
    private partial void LogSubscriptionRefused(Exception exception, string filter);
}
