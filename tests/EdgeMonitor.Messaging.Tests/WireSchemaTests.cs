using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>What goes over the wire follows the schemas in <c>deploy/schemas</c>, by a validator of another make. So does what all other tests see: <see cref="WireWitness"/>.</summary>
public sealed class WireSchemaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wire_EveryKindOfMessage_FollowsItsSchema()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("#");
        await using var publisher = Clients.CreatePublisher(Clients.OptionsFor(broker));
        await publisher.PublishAsync(Clients.Window(1) with { Expressions = new ExpressionShares(0, 0, 0, 0.25, 0.05, 0, 0.7) }, Token);
        await publisher.PublishAsync(
            Clients.Window(2) with { Status = WindowStatus.Suppressed, People = null, VisibleShare = null, AttentiveShare = null }, Token);
        await publisher.PublishAsync(Lesson(), Token);
        await publisher.PublishAsync(
            Clients.Health(1) with { Problems = ["disk full"], TemperatureCelsius = 61.5, Latency = new StageLatencies(50, 40, 10) }, Token);
        await publisher.PublishAsync(new PrivacyState { State = ShutterPosition.Closed, ClosedBy = [ClosingCause.Switch] }, Token);
        publisher.Start();
        var messages = (await observer.NextAsync(7)).Where(message => message.ContentType.Length > 0).ToList();

        Assert.Equal(6, messages.Count);
        Assert.Equal("", await WireSchemas.ValidateAsync(messages.Select(message => (WireSchemas.SchemaOf(message.Topic), message.Text))));
    }

    [Theory]
    [InlineData("\"people\":20", "\"people\":\"twenty\"")]
    [InlineData("\"sequence\":1", "\"sequence\":1,\"face_id\":3")]
    [InlineData("\"status\":\"ok\"", "\"status\":\"unheard_of\"")]
    [InlineData("\"schema\":1", "\"schema\":2")]
    [InlineData("\"people\":20", "\"people\":null")]
    public async Task Schema_WrongWindow_IsNoticed(string part, string replacement)
    {
        var payload = JsonSerializer.Serialize(Clients.Window(1), MessageJson.Default.RoomAggregate).Replace(part, replacement, StringComparison.Ordinal);

        Assert.NotEqual("", await WireSchemas.ValidateAsync([("room-aggregate", payload)]));
    }

    [Fact]
    public async Task Schema_CommandAnswer_Fits()
    {
        var answer = new CommandAnswer { Status = CommandStatus.Error, Error = "no" };

        Assert.Equal("", await WireSchemas.ValidateAsync([("command-answer", JsonSerializer.Serialize(answer, MessageJson.Default.CommandAnswer))]));
    }

    private static LessonRelease Lesson() => new()
    {
        LessonStart = Clients.Window(1).WindowStart,
        LessonEnd = Clients.Window(1).WindowStart.AddMinutes(45),
        Mode = AttentionMode.Orientation,
        Status = LessonStatus.Ok,
        People = 22,
        Attentive = 14,
        MinimumGroup = 5,
        Epsilon = 0.5,
        Unit = LessonRelease.OnePersonInOneLesson,
        DailyEpsilon = 3,
    };
}
