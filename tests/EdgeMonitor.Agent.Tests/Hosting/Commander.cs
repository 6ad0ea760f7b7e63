using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>Somebody far away, who sends one device commands and hears its answers.</summary>
internal sealed class Commander : IAsyncDisposable
{
    private const string Answers = "answers";

    private readonly MqttClient _client;

    private Commander(MqttClient client) => _client = client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Commander> StartAsync(Mosquitto broker)
    {
        var client = new MqttClient(
            new MqttOptions { Host = broker.Host, Port = broker.Port }, will: null, TimeProvider.System, NullLogger<MqttClient>.Instance);
        client.Start();
        await client.SubscribeAsync(Answers, MqttQos.AtLeastOnce, Stop);
        return new Commander(client);
    }

    /// <summary>Sends a command to <paramref name="topic"/> and waits for its answer.</summary>
    public async Task<CommandAnswer> AskAsync(string topic, ReadOnlyMemory<byte> request)
    {
        await _client.PublishAsync(new MqttMessage(topic, request, MqttQos.AtLeastOnce) { ResponseTopic = Answers }, Stop);
        var answer = await _client.Received.ReadAsync(Stop).AsTask().WaitAsync(Mosquitto.Patience, Stop);
        return JsonSerializer.Deserialize(answer.Payload.Span, MessageJson.Default.CommandAnswer)!;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
