using System.Text.Json;
using EdgeMonitor.Contracts;
using Microsoft.Extensions.Logging;

namespace EdgeMonitor.Messaging.Inbound;

/// <summary>
/// Listens to what others say to a device: commands, and Home Assistant's <c>online</c>. A retained command is ignored, since
/// it was meant for a moment that is over. An answer goes where the command asks for it.
/// </summary>
internal sealed partial class InboundListener
{
    private readonly MqttClient _client;
    private readonly Topics _topics;
    private readonly CommandTable _commands;
    private readonly string? _homeAssistantStatus;
    private readonly Func<Task> _introduce;
    private readonly ILogger<InboundListener> _logger;

    /// <summary>Makes a listener.</summary>
    /// <param name="client">The client to listen with.</param>
    /// <param name="topics">The device's topics.</param>
    /// <param name="commands">What the device can do.</param>
    /// <param name="homeAssistantStatus">Where Home Assistant says that it has started; null to not listen to it.</param>
    /// <param name="introduce">Introduces the device to Home Assistant again.</param>
    /// <param name="logger">Told of commands that were refused or ignored.</param>
    public InboundListener(
        MqttClient client,
        Topics topics,
        CommandTable commands,
        string? homeAssistantStatus,
        Func<Task> introduce,
        ILogger<InboundListener> logger)
    {
        _client = client;
        _topics = topics;
        _commands = commands;
        _homeAssistantStatus = homeAssistantStatus;
        _introduce = introduce;
        _logger = logger;
    }

    /// <summary>Listens until the client is disposed.</summary>
    public async Task RunAsync()
    {
        string[] filters = _homeAssistantStatus is null ? [_topics.EveryCommand] : [_topics.EveryCommand, _homeAssistantStatus];
        var subscribing = Task.WhenAll(filters.Select(SubscribeAsync));
        await foreach (var message in _client.Received.ReadAllAsync())
        {
            await HandleAsync(message);
        }

        await subscribing;
    }

    private async Task SubscribeAsync(string filter)
    {
        try
        {
            await _client.SubscribeAsync(filter, MqttQos.AtLeastOnce, CancellationToken.None);
        }
        catch (MqttException) when (_client.IsStopping)
        {
            // Stopped before a broker was there: nothing that a person has to know.
        }
        catch (MqttException exception)
        {
            LogCannotListen(filter, exception.Message);
        }
    }

    private async Task HandleAsync(MqttMessage message)
    {
        try
        {
            if (string.Equals(message.Topic, _homeAssistantStatus, StringComparison.Ordinal))
            {
                await HearHomeAssistantAsync(message);
            }
            else if (_topics.CommandIn(message.Topic) is { } name)
            {
                await RunCommandAsync(name, message);
            }
        }
        catch (MqttException exception)
        {
            LogCannotAnswer(message.Topic, exception.Message);
        }
    }

    private Task HearHomeAssistantAsync(MqttMessage message) =>
        !message.Retain && message.Payload.Span.SequenceEqual("online"u8) ? _introduce() : Task.CompletedTask;

    private async Task RunCommandAsync(string name, MqttMessage message)
    {
        if (message.Retain)
        {
            LogRetainedIgnored(message.Topic);
            return;
        }

        var answer = await _commands.RunAsync(name, message.Payload);
        if (answer.Status != CommandStatus.Ok)
        {
            LogCommandRefused(message.Topic, answer.Error);
        }

        // Whoever may send commands must not make the device speak on the topics of devices.
        if (message.ResponseTopic is { } topic && !topic.StartsWith($"{Topics.Root}/", StringComparison.Ordinal))
        {
            var payload = JsonSerializer.SerializeToUtf8Bytes(answer, MessageJson.Default.CommandAnswer);
            await _client.PublishAsync(
                new MqttMessage(topic, payload, MqttQos.AtLeastOnce)
                {
                    ContentType = MessageJson.ContentType,
                    CorrelationData = message.CorrelationData,
                },
                CancellationToken.None);
        }
    }

    [LoggerMessage(130, LogLevel.Warning, "The device cannot listen to '{Filter}'. {Problem}")]
    private partial void LogCannotListen(string filter, string problem);

    [LoggerMessage(131, LogLevel.Warning, "What came on '{Topic}' could not be answered. {Problem}")]
    private partial void LogCannotAnswer(string topic, string problem);

    [LoggerMessage(132, LogLevel.Warning, "A retained command on '{Topic}' is ignored. Delete it at the broker, and send commands unretained.")]
    private partial void LogRetainedIgnored(string topic);

    [LoggerMessage(133, LogLevel.Warning, "The command on '{Topic}' was refused: {Reason}")]
    private partial void LogCommandRefused(string topic, string? reason);
}
