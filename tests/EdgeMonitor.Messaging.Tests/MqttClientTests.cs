using System.Globalization;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Publishing and subscribing over a real broker that stays.</summary>
public sealed class MqttClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishAsync_Qos1_ArrivesWithItsProperties()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("#");
        await using var client = Clients.Start(broker);

        var sent = Clients.Message("räume/1", "hé") with { ContentType = "text/plain", Expiry = TimeSpan.FromSeconds(89.5) };
        await client.PublishAsync(sent, Token).WithPatience();

        var message = await observer.NextAsync();
        Assert.Equal(("räume/1", "hé", 1, false, "text/plain"), (message.Topic, message.Text, message.Qos, message.Retain, message.ContentType));
        Assert.InRange(message.ExpirySeconds!.Value, 1, 90);
        Assert.Null(client.LastProblem);
    }

    [Fact]
    public async Task PublishAsync_Qos1ToAFrozenBroker_CompletesOnlyWithItsAnswer()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(broker);
        await Wait.UntilConnectedAsync(client);
        await broker.FreezeAsync();

        var publishing = client.PublishAsync(Clients.Message("a", "1"), Token);
        await client.PublishAsync(Clients.Message("a", "2", MqttQos.AtMostOnce), Token).WithPatience();

        // The second has left behind the first, so the first has left too; still nobody has confirmed it.
        Assert.False(publishing.IsCompleted);
        await broker.ThawAsync();
        await publishing.WithPatience();
    }

    [Theory]
    [InlineData(MqttQos.AtMostOnce)]
    [InlineData(MqttQos.AtLeastOnce)]
    public async Task PublishAsync_Retained_IsThereForLaterSubscribersAndOthersAreNot(MqttQos qos)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(broker);
        await client.PublishAsync(Clients.Message("a/passing", "1", qos), Token).WithPatience();
        await client.PublishAsync(Clients.Message("a/kept", "2", qos, retain: true), Token).WithPatience();
        await client.PublishAsync(Clients.Message("a/end", "3", MqttQos.AtLeastOnce), Token).WithPatience();

        await using var observer = await broker.ObserveAsync("a/#");

        var message = await observer.NextAsync();
        Assert.Equal(("a/kept", true, (int)qos), (message.Topic, message.Retain, message.Qos));
        Assert.Empty(observer.Drain());
    }

    [Fact]
    public async Task PublishAsync_AThousandAtOnce_ArriveCompleteAndInOrder()
    {
        const int Count = 1000;
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("a");
        await using var client = Clients.Start(broker);

        await Task.WhenAll(Enumerable.Range(0, Count).Select(number => client.PublishAsync(Clients.Message("a", $"{number}"), Token))).WithPatience();

        var received = await observer.NextAsync(Count);
        Assert.Equal(Enumerable.Range(0, Count), received.Select(message => int.Parse(message.Text, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(70_000)]
    [InlineData(8_000_000)]
    public async Task Received_PayloadOfAnySize_IsWhatWasPublished(int length)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(broker);
        await client.SubscribeAsync("a", MqttQos.AtLeastOnce, Token).WithPatience();
        var payload = new byte[length];
        new Random(length).NextBytes(payload);

        await client.PublishAsync(new MqttMessage("a", payload, MqttQos.AtLeastOnce), Token).WithPatience();

        var message = await client.Received.ReadAsync(Token).AsTask().WithPatience();
        Assert.Equal(payload, message.Payload.ToArray());
    }

    [Fact]
    public async Task Received_MessageOfAnotherClient_HasEverythingThatWasSent()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var sender = Clients.Start(broker);
        await using var receiver = Clients.Start(broker);
        var sent = Clients.Message("räume/教室/😀", "1", retain: true) with { ContentType = "text/plain; name=ü", Expiry = TimeSpan.FromHours(1) };
        await sender.PublishAsync(sent, Token).WithPatience();

        await receiver.SubscribeAsync("räume/+/#", MqttQos.AtLeastOnce, Token).WithPatience();

        var message = await receiver.Received.ReadAsync(Token).AsTask().WithPatience();
        Assert.Equal((sent.Topic, sent.ContentType, true, MqttQos.AtLeastOnce), (message.Topic, message.ContentType, message.Retain, message.Qos));
        Assert.Equal("1", Encoding.UTF8.GetString(message.Payload.Span));
        Assert.InRange(message.Expiry!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Received_NobodyReads_DropsTheOldestAndCounts()
    {
        const int Surplus = 5;
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { ExtraConfiguration = ["max_queued_messages 0"] });
        await using var client = Clients.Start(broker);
        await client.SubscribeAsync("a", MqttQos.AtLeastOnce, Token).WithPatience();

        foreach (var block in Enumerable.Range(0, MqttClient.ReceivedCapacity + Surplus).Chunk(1000))
        {
            await Task.WhenAll(block.Select(number => client.PublishAsync(Clients.Message("a", $"{number}"), Token))).WithPatience();
        }

        await Wait.UntilAsync(() => client.ReceivedDropped == Surplus, () => $"Dropped: {client.ReceivedDropped}");
        Assert.True(client.Received.TryRead(out var first));
        Assert.Equal($"{Surplus}", Encoding.UTF8.GetString(first.Payload.Span));
    }

    [Fact]
    public async Task PublishAsync_NotAllowed_ThrowsWithTheReasonAndOthersGoOn()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { AccessControl = ["topic write allowed", "topic read #"] });
        await using var client = Clients.Start(broker);

        var exception = await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync(Clients.Message("forbidden", "1"), Token).WithPatience());
        await client.PublishAsync(Clients.Message("allowed", "1"), Token).WithPatience();

        Assert.Equal(135, exception.ReasonCode);
        Assert.Contains("'forbidden': not authorised", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/+", "wildcard")]
    [InlineData("", "empty")]
    [InlineData("a\u0001", "characters")]
    public async Task PublishAsync_ImpossibleTopic_ThrowsAndOthersGoOn(string topic, string word)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(broker);

        var exception = await Assert.ThrowsAsync<MqttException>(() => client.PublishAsync(Clients.Message(topic, "1"), Token).WithPatience());
        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();

        Assert.Contains(word, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_LargerThanTheBrokerAllows_ThrowsAndOthersGoOn()
    {
        await using var broker = await Mosquitto.StartAsync(new MosquittoOptions { ExtraConfiguration = ["max_packet_size 1000"] });
        await using var client = Clients.Start(broker);

        var exception = await Assert.ThrowsAsync<MqttException>(
            () => client.PublishAsync(Clients.Message("a", new string('x', 2000)), Token).WithPatience());
        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();

        Assert.Contains("larger than the broker allows", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubscribeAsync_ImpossibleFilter_ThrowsAndOthersGoOn()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(broker);

        var exception = await Assert.ThrowsAsync<MqttException>(() => client.SubscribeAsync("a/#/b", MqttQos.AtLeastOnce, Token).WithPatience());
        await client.SubscribeAsync("a/#", MqttQos.AtLeastOnce, Token).WithPatience();

        Assert.Contains("'a/#/b'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MqttClient_Connected_KeepsItsSocketsFromChildProcesses()
    {
        const int CloseOnExec = 0x80000;
        await using var broker = await Mosquitto.StartAsync();
        await using var client = Clients.Start(broker);
        await client.PublishAsync(Clients.Message("a", "1"), Token).WithPatience();

        // libmosquitto also has a pair of sockets that wakes its own loop; a child that inherits that can do nothing with it.
        // Clients of other tests are at this moment between making their socket and keeping it.
        var socket = Assert.Single(SocketsTo(broker.Port));

        Assert.NotEqual(0, Flags(socket) & CloseOnExec);
    }

    private static string[] SocketsTo(int port)
    {
        var remote = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        var inodes = new[] { "/proc/self/net/tcp", "/proc/self/net/tcp6" }
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[2].EndsWith(remote, StringComparison.Ordinal))
            .Select(fields => $"socket:[{fields[9]}]")
            .ToHashSet();
        return
        [
            .. Directory.GetFiles("/proc/self/fd")
                .Where(file => new FileInfo(file).LinkTarget is { } target && inodes.Contains(target))
                .Select(file => Path.GetFileName(file)),
        ];
    }

    private static int Flags(string file) => Convert.ToInt32(
        File.ReadLines($"/proc/self/fdinfo/{file}").First(line => line.StartsWith("flags:", StringComparison.Ordinal))["flags:".Length..].Trim(),
        fromBase: 8);
}
