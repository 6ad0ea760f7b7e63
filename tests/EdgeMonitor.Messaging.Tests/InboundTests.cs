using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging.Inbound;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>Commands to a device, over a real broker.</summary>
public sealed partial class InboundTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("blink", """{"times":3}""", CommandStatus.Ok, "")]
    [InlineData("blink", """{"times":"three"}""", CommandStatus.Error, "does not follow its schema")]
    [InlineData("blink", """{}""", CommandStatus.Error, "does not follow its schema")]
    [InlineData("blink", """{"times":3,"colour":"red"}""", CommandStatus.Error, "does not follow its schema")]
    [InlineData("blink", "null", CommandStatus.Error, "is null")]
    [InlineData("blink", "blink!", CommandStatus.Error, "does not follow its schema")]
    [InlineData("explode", """{}""", CommandStatus.Error, "knows no command 'explode'. It knows blink, privacy.")]
    public async Task Command_AnyKind_IsAnsweredOnTheResponseTopic(string command, string payload, CommandStatus expected, string error)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var sender = Clients.Start(broker);
        await sender.SubscribeAsync("answers", MqttQos.AtLeastOnce, Token).WithPatience();
        var blinked = new List<int>();
        await using var publisher = await StartListeningAsync(broker, blinked);

        await sender.PublishAsync(Command(command, payload), Token).WithPatience();

        var answer = await NextAnswerAsync(sender);
        var content = JsonSerializer.Deserialize(answer.Payload.Span, MessageJson.Default.CommandAnswer)!;
        Assert.Equal(expected, content.Status);
        Assert.Contains(error, content.Error ?? "", StringComparison.Ordinal);
        Assert.Equal("number 7", Encoding.UTF8.GetString(answer.CorrelationData!.Value.Span));
        Assert.Equal(expected == CommandStatus.Ok ? [3] : [], blinked);
    }

    [Theory]
    [InlineData("""{"schema":1,"action":"close"}""", CameraAction.Close)]
    [InlineData("""{"action":"open"}""", CameraAction.Open)]
    [InlineData("""{"schema":1,"action":"ajar"}""", null)]
    [InlineData("""{"schema":1,"action":"close","until":"noon"}""", null)]
    [InlineData("close", null)]
    public async Task Command_Privacy_IsHandedOnOnlyWhenItFollowsItsSchema(string payload, CameraAction? expected)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var sender = Clients.Start(broker);
        await sender.SubscribeAsync("answers", MqttQos.AtLeastOnce, Token).WithPatience();
        CameraAction? asked = null;
        await using var publisher = Clients.CreatePublisher(Clients.OptionsFor(broker), onCameraRequest: request =>
        {
            asked = request.Action;
            return Task.FromResult(new CommandAnswer { Status = CommandStatus.Error, Error = "The disk is full." });
        });
        await ListenAsync(publisher, broker);

        await sender.PublishAsync(Command("privacy", payload), Token).WithPatience();

        var answer = await NextAnswerAsync(sender);
        var error = JsonSerializer.Deserialize(answer.Payload.Span, MessageJson.Default.CommandAnswer)!.Error;
        Assert.Equal(expected, asked);
        Assert.Contains(expected is null ? "does not follow its schema" : "The disk is full.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_TooLarge_IsRefusedUnread()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var sender = Clients.Start(broker);
        await sender.SubscribeAsync("answers", MqttQos.AtLeastOnce, Token).WithPatience();
        await using var publisher = await StartListeningAsync(broker, []);

        await sender.PublishAsync(Command("blink", """{"times":3}""" + new string(' ', CommandTable.MaximumBytes)), Token).WithPatience();

        var answer = await NextAnswerAsync(sender);
        Assert.Contains("at most 4096", JsonSerializer.Deserialize(answer.Payload.Span, MessageJson.Default.CommandAnswer)!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_Retained_IsIgnored()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var sender = Clients.Start(broker);
        await sender.SubscribeAsync("answers", MqttQos.AtLeastOnce, Token).WithPatience();
        await sender.PublishAsync(Command("blink", """{"times":3}""") with { Retain = true }, Token).WithPatience();
        var blinked = new List<int>();
        await using var publisher = await StartListeningAsync(broker, blinked);

        await sender.PublishAsync(Command("blink", """{"times":5}"""), Token).WithPatience();

        await NextAnswerAsync(sender);
        Assert.Equal([5], blinked);
    }

    [Fact]
    public async Task Command_WantsItsAnswerOnADevicesTopic_IsCarriedOutWithoutOne()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var sender = Clients.Start(broker);
        await sender.SubscribeAsync("answers", MqttQos.AtLeastOnce, Token).WithPatience();
        await using var observer = await broker.ObserveAsync(Clients.Topics.Attention);
        var blinked = new List<int>();
        await using var publisher = await StartListeningAsync(broker, blinked);

        await sender.PublishAsync(Command("blink", """{"times":1}""") with { ResponseTopic = Clients.Topics.Attention }, Token).WithPatience();
        await sender.PublishAsync(Command("blink", """{"times":2}"""), Token).WithPatience();

        await NextAnswerAsync(sender);
        Assert.Equal([1, 2], blinked);
        Assert.Empty(observer.Drain());
    }

    [Theory]
    [InlineData("edgemonitor/north/room-12/cam-1/privacy/set", "privacy")]
    [InlineData("edgemonitor/north/room-12/cam-1/privacy/state", null)]
    [InlineData("edgemonitor/north/room-12/cam-2/privacy/set", null)]
    [InlineData("edgemonitor/north/room-12/cam-1/a/b/set", null)]
    public void CommandIn_Topic_IsItsName(string topic, string? expected) => Assert.Equal(expected, Clients.Topics.CommandIn(topic));

    private static MqttMessage Command(string name, string payload) => Clients.Message(Clients.Topics.Command(name), payload) with
    {
        ResponseTopic = "answers",
        CorrelationData = Encoding.UTF8.GetBytes("number 7"),
    };

    private static async Task<MqttMessage> NextAnswerAsync(MqttClient sender)
    {
        var answer = await sender.Received.ReadAsync(Token).AsTask().WithPatience();
        WireSchemas.Remember(answer.Topic, answer.ContentType, answer.Payload.Span);
        return answer;
    }

    private static async Task<DevicePublisher> StartListeningAsync(Mosquitto broker, List<int> blinked)
    {
        var publisher = Clients.CreatePublisher(Clients.OptionsFor(broker));
        publisher.Commands.Add("blink", CommandJson.Default.Blink, command =>
        {
            blinked.Add(command.Times);
            return Task.FromResult(new CommandAnswer { Status = CommandStatus.Ok });
        });
        await ListenAsync(publisher, broker);
        return publisher;
    }

    private static Task ListenAsync(DevicePublisher publisher, Mosquitto broker)
    {
        publisher.Start();
        return broker.WaitForLogAsync(line => line.Contains("Sending SUBACK to edgemonitor-north-room-12-cam-1", StringComparison.Ordinal));
    }

    internal sealed record Blink(int Times);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(Blink))]
    internal sealed partial class CommandJson : JsonSerializerContext;
}
