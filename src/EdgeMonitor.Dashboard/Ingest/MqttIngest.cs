using System.Data.Common;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Ingest;

/// <summary>Subscribes to every device and hands what comes to <see cref="MessageIntake"/> while the dashboard runs.</summary>
public sealed partial class MqttIngest : BackgroundService
{
    // One transaction holds what has come meanwhile: a backlog of thousands of windows needs few of them.
    private const int BatchSize = 500;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    // Somebody mends the broker's access list while the dashboard runs.
    private static readonly TimeSpan RefusedRetry = TimeSpan.FromSeconds(30);

    private readonly MqttClient _client;
    private readonly BrokerLink _link;
    private readonly MessageIntake _intake;
    private readonly TimeProvider _time;
    private readonly ILogger<MqttIngest> _logger;

    /// <summary>Makes the service; the client is started by it.</summary>
    public MqttIngest(MqttClient client, BrokerLink link, MessageIntake intake, TimeProvider time, ILogger<MqttIngest> logger)
    {
        _client = client;
        _link = link;
        _intake = intake;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _client.Start();

        var leaving = LeaveAsync(stoppingToken);

        // Reading must not wait for the subscriptions: retained messages come with the first of them.
        var subscriptions = _link.Filters.Select(one => SubscribeAsync(one.Filter, one.Qos, stoppingToken));
        await Task.WhenAll([ReadAsync(stoppingToken), .. subscriptions]);
        await leaving;
    }

    // What the broker has handed over is no longer kept there: reading ends when the client has gone, not before.
    private async Task LeaveAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
    }

    private async Task ReadAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _client.Received.WaitToReadAsync(CancellationToken.None))
            {
                var batch = new List<MqttMessage>();
                while (batch.Count < BatchSize && _client.Received.TryRead(out var message))
                {
                    batch.Add(message);
                }

                await TakeAsync(batch, stoppingToken);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
            throw;
        }
    }

    private async Task TakeAsync(List<MqttMessage> batch, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await _intake.TakeAsync(batch, CancellationToken.None);
                return;
            }
            catch (DbException exception)
            {
                // A full disk, a server that restarts: what comes meanwhile waits in the client.
                LogDatabaseFailed(batch.Count, exception.Message);
                await Task.Delay(Retry, _time, stoppingToken);
            }
        }
    }

    private async Task SubscribeAsync(string filter, MqttQos qos, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await _client.SubscribeAsync(filter, qos, stoppingToken);
                _link.Answered(filter, problem: null);
                return;
            }
            catch (MqttException exception) when (!stoppingToken.IsCancellationRequested)
            {
                _link.Answered(filter, exception.Message);
                LogSubscriptionRefused(filter, exception.Message);
                await Task.Delay(RefusedRetry, _time, stoppingToken);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "Taking messages in has failed; the dashboard stops.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error,
        Message = "No subscription to '{Filter}'. {Problem} Does the broker's access list allow it? The next try is in half a minute.")]
    private partial void LogSubscriptionRefused(string filter, string problem);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error,
        Message = "The database did not take {Count} messages; they wait and are tried again. {Problem}")]
    private partial void LogDatabaseFailed(int count, string problem);
}
