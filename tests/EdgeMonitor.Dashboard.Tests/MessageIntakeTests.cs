using System.Text;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Ingest;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.Messaging;
using EdgeMonitor.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Dashboard.Tests;

public sealed class MessageIntakeTests : IAsyncLifetime
{
    private static readonly DeviceAddress Address = new("north", "room-12", "cam-1");
    private static readonly Topics Topics = new(Address);

    private readonly ManualTimeProvider _clock = new();
    private readonly LiveRooms _rooms = new();
    private readonly ListLogger<MessageIntake> _log = new();
    private readonly TemporaryDatabase _temporary = new();
    private MessageIntake _intake = null!;

    public async ValueTask InitializeAsync() => _intake = new MessageIntake(
        new MessageReader(_clock), _temporary.NewWriter(await _temporary.OpenAsync()), _rooms, _clock, _log);

    public ValueTask DisposeAsync() => _temporary.DisposeAsync();

    [Fact]
    public async Task Take_Window_IsKept()
    {
        var window = Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75);

        await TakeAsync(window);

        Assert.Equal(window, Device.Latest);
        Assert.Equal(1, _intake.Counts.Accepted);
    }

    [Fact]
    public async Task Take_WindowTwice_CountsADuplicate()
    {
        await TakeAsync(Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75));
        await TakeAsync(Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75));

        Assert.Equal((1, 1), (_intake.Counts.Accepted, _intake.Counts.Duplicates));
        Assert.Single(_rooms.Newest(RoomAddress.Of(Address)));
    }

    [Theory]
    [InlineData(Topics.Online, Availability.Online)]
    [InlineData(Topics.Offline, Availability.Offline)]
    public async Task Take_Availability_IsKept(string word, Availability expected)
    {
        await TakeAsync(Topics.Availability, word);

        Assert.Equal(expected, Device.Availability);
    }

    [Theory]
    [InlineData("\"attentive_share\":0.75", "\"attentive_share\":1.75", Refusal.ImpossibleValue)]
    [InlineData("\"attentive_share\":0.75,", "", Refusal.ImpossibleValue)]
    [InlineData("\"people\":20", "\"people\":-20", Refusal.ImpossibleValue)]
    [InlineData("\"neutral\":0.65", "\"neutral\":-0.65", Refusal.ImpossibleValue)]
    [InlineData("\"window_end\":\"2026-09-07T08:00:30", "\"window_end\":\"2026-09-07T07:00:30", Refusal.ImpossibleValue)]
    [InlineData("\"window_end\":\"2026-09-07T08:00:30", "\"window_end\":\"2026-09-07T08:20:30", Refusal.FromTheFuture)]
    [InlineData("\"status\":\"ok\"", "\"status\":\"suppressed\"", Refusal.NumbersOfASmallGroup)]
    [InlineData("\"status\":\"ok\"", "\"status\":17", Refusal.Malformed)]
    [InlineData("\"schema\":1", "\"schema\":2", Refusal.UnknownSchema)]
    [InlineData("\"sequence\":7,", "", Refusal.Malformed)]
    [InlineData("\"sequence\":7", "\"sequence\":7,\"face\":1", Refusal.Malformed)]
    [InlineData("{\"schema\"", "\"schema\"", Refusal.Malformed)]
    public async Task Take_WindowThatCannotBe_IsRefusedAndCounted(string part, string replacement, Refusal kind)
    {
        await RefusesAsync(Topics.Attention, Json(Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75)), part, replacement, kind);
    }

    [Fact]
    public async Task Take_ReleaseOfALessonTwice_IsKeptAndCountsADuplicate()
    {
        var payload = Json(Samples.Release(_clock.GetUtcNow().AddMinutes(-45), _clock.GetUtcNow()));

        await TakeAsync(Topics.Lesson, payload);
        await TakeAsync(Topics.Lesson, payload);

        Assert.Equal((1, 1), (_intake.Counts.Accepted, _intake.Counts.Duplicates));
        Assert.Equal(_clock.GetUtcNow(), Device.LastSeen);
    }

    [Theory]
    [InlineData("\"attentive\":18", "\"attentive\":24", Refusal.ImpossibleValue)]
    [InlineData("\"attentive\":18", "\"attentive\":-1", Refusal.ImpossibleValue)]
    [InlineData("\"attentive\":18,", "", Refusal.ImpossibleValue)]
    [InlineData("\"people\":23", "\"people\":0", Refusal.ImpossibleValue)]
    [InlineData("\"lesson_end\":\"2026-09-07T08:45", "\"lesson_end\":\"2026-09-07T07:45", Refusal.ImpossibleValue)]
    [InlineData("\"lesson_end\":\"2026-09-07T08:45", "\"lesson_end\":\"2026-09-07T08:55", Refusal.FromTheFuture)]
    [InlineData("\"status\":\"ok\"", "\"status\":\"suppressed\"", Refusal.NumbersOfASmallGroup)]
    [InlineData("\"status\":\"ok\"", "\"status\":17", Refusal.Malformed)]
    [InlineData("one person in one lesson", "one frame", Refusal.Malformed)]
    [InlineData("\"schema\":1", "\"schema\":2", Refusal.UnknownSchema)]
    [InlineData("\"schema\":1", "\"schema\":1,\"face\":1", Refusal.Malformed)]
    public async Task Take_ReleaseThatCannotBe_IsRefusedAndCounted(string part, string replacement, Refusal kind)
    {
        var start = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromMinutes(45));

        await RefusesAsync(Topics.Lesson, Json(Samples.Release(start, _clock.GetUtcNow())), part, replacement, kind);
    }

    [Theory]
    [InlineData("edgemonitor/north/room-12/cam-1/availability", "perhaps", Refusal.Malformed)]
    [InlineData("edgemonitor/north/room-12/cam-1/health", "{}", Refusal.Malformed)]
    [InlineData("edgemonitor/north/room-12/cam-1/health", "null", Refusal.Malformed)]
    [InlineData("edgemonitor/north/Room 12/cam-1/attention", "{}", Refusal.ForeignTopic)]
    [InlineData("edgemonitor/north/room-12/cam-1/picture", "{}", Refusal.ForeignTopic)]
    public async Task Take_MessageThatIsNoDevices_IsRefusedAndCounted(string topic, string payload, Refusal kind)
    {
        await TakeAsync(topic, payload);

        Assert.Equal(1, _intake.Counts.Refused[kind]);
        Assert.Equal(0, _rooms.Devices);
    }

    [Fact]
    public async Task Take_HugePayload_IsNotEvenRead()
    {
        await TakeAsync(Topics.Attention, new string(' ', MessageReader.MaximumPayload + 1));

        Assert.Equal(1, _intake.Counts.Refused[Refusal.TooLarge]);
    }

    [Fact]
    public async Task Take_EmptyPayload_IsADeletionAndNoMistake()
    {
        await TakeAsync(Topics.Attention, string.Empty);

        Assert.Empty(_intake.Counts.Refused);
    }

    [Fact]
    public void Take_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[], bool>((bytes, isHealth) =>
        {
            var (report, _) = new MessageReader(_clock).Read(new MqttMessage(isHealth ? Topics.Health : Topics.Attention, bytes));
            return report is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Take_ManyBadMessagesOfOneKind_LogsTheFirst()
    {
        foreach (var payload in new[] { "{", "}", "[" })
        {
            await TakeAsync(Topics.Attention, payload);
        }

        Assert.Contains(Topics.Attention, Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(3, _intake.Counts.Refused[Refusal.Malformed]);
    }

    [Fact]
    public async Task Take_RetainedMessage_ProvesLifeAtItsOwnTimeOnly()
    {
        var then = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromHours(2));

        await TakeAsync(Message(Topics.Availability, Topics.Online) with { Retain = true });
        Assert.Null(Device.LastSeen);

        await TakeAsync(Message(Topics.Attention, Json(Samples.Window(then, 1, attentive: 0.5))) with { Retain = true });
        Assert.Equal(then + Samples.Length, Device.LastSeen);

        await TakeAsync(Topics.Health, JsonSerializer.Serialize(Samples.Health(then), MessageJson.Default.DeviceHealth));
        Assert.Equal(_clock.GetUtcNow(), Device.LastSeen);
    }

    [Fact]
    public async Task Take_WindowThatWaited_ProvesLifeAtItsOwnTimeOnly()
    {
        var then = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromHours(2));

        await TakeAsync(Samples.Window(then, 1, attentive: 0.5));

        Assert.Equal(then + Samples.Length, Device.LastSeen);
    }

    [Fact]
    public async Task Take_Offline_IsNoSignOfLife()
    {
        await TakeAsync(Topics.Availability, Topics.Online);
        var seen = Device.LastSeen;
        _clock.Advance(TimeSpan.FromMinutes(1));

        await TakeAsync(Topics.Availability, Topics.Offline);

        Assert.Equal(seen, Device.LastSeen);
    }

    /// <summary>Sends a message that was good, with a part of it replaced.</summary>
    private async Task RefusesAsync(string topic, string json, string part, string replacement, Refusal kind)
    {
        var changed = json.Replace(part, replacement, StringComparison.Ordinal);

        await TakeAsync(topic, changed);

        Assert.NotEqual(json, changed);
        Assert.Equal(1, _intake.Counts.Refused[kind]);
        Assert.Equal(0, _rooms.Devices);
    }

    private DeviceSnapshot Device => Assert.Single(_rooms.Find(RoomAddress.Of(Address))!.Devices);

    private static string Json(RoomAggregate window) => JsonSerializer.Serialize(window, MessageJson.Default.RoomAggregate);

    private static string Json(LessonRelease release) => JsonSerializer.Serialize(release, MessageJson.Default.LessonRelease);

    private static MqttMessage Message(string topic, string payload) => new(topic, Encoding.UTF8.GetBytes(payload));

    private Task TakeAsync(RoomAggregate window) => TakeAsync(Topics.Attention, Json(window));

    private Task TakeAsync(string topic, string payload) => TakeAsync(Message(topic, payload));

    private Task TakeAsync(MqttMessage message) => _intake.TakeAsync([message], TestContext.Current.CancellationToken);
}
