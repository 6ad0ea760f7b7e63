using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>
/// A consumer that follows the contract: it drops duplicates by their sequence. QoS 0 on purpose, since nothing must be
/// waiting in a broker that is about to be killed.
/// </summary>
internal sealed class WindowReader : IAsyncDisposable
{
    private readonly MqttClient _client;
    private readonly List<long> _sequences;

    private WindowReader(MqttClient client, List<long> sequences)
    {
        _client = client;
        _sequences = sequences;
    }

    /// <summary>Subscribes; what is new goes to the end of <paramref name="sequences"/>.</summary>
    public static async Task<WindowReader> StartAsync(MqttOptions options, List<long> sequences)
    {
        var client = Clients.Start(options);
        await client.SubscribeAsync(Clients.Topics.Attention, MqttQos.AtMostOnce, TestContext.Current.CancellationToken).WithPatience();
        return new WindowReader(client, sequences);
    }

    /// <summary>Reads until <paramref name="count"/> different windows have come in all.</summary>
    public async Task ReadUntilAsync(int count)
    {
        while (_sequences.Count < count)
        {
            Take(await _client.Received.ReadAsync(TestContext.Current.CancellationToken).AsTask().WithPatience());
        }
    }

    /// <summary>Reads what the broker had sent before it went.</summary>
    public async Task ReadRestAsync()
    {
        await Wait.UntilAsync(() => _client.State != MqttConnectionState.Connected, () => "Still connected.");
        while (_client.Received.TryRead(out var message))
        {
            Take(message);
        }
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private void Take(MqttMessage message)
    {
        // Retained: from before this subscription.
        if (message.Retain)
        {
            return;
        }

        WireSchemas.Remember(message.Topic, message.ContentType, message.Payload.Span);
        var sequence = JsonSerializer.Deserialize(message.Payload.Span, MessageJson.Default.RoomAggregate)!.Sequence;
        if (!_sequences.Contains(sequence))
        {
            _sequences.Add(sequence);
        }
    }
}
