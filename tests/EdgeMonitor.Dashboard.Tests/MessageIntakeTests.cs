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
using Microsoft.Extensions.Options;

namespace EdgeMonitor.Dashboard.Tests;

public sealed class MessageIntakeTests
{
    private static readonly DeviceAddress Address = new("north", "room-12", "cam-1");
    private static readonly Topics Topics = new(Address);

    private readonly ManualTimeProvider _clock = new();
    private readonly RoomHistory _history = new(Options.Create(new HistoryOptions()));
    private readonly ListLogger<MessageIntake> _log = new();
    private readonly MessageIntake _intake;

    public MessageIntakeTests() => _intake = new MessageIntake(_history, _clock, _log);

    [Fact]
    public void Take_Window_IsKept()
    {
        var window = Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75);

        Take(window);

        Assert.Equal(window, Device.Latest);
        Assert.Equal(1, _intake.Counts.Accepted);
    }

    [Fact]
    public void Take_WindowTwice_CountsADuplicate()
    {
        Take(Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75));
        Take(Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75));

        Assert.Equal((1, 1), (_intake.Counts.Accepted, _intake.Counts.Duplicates));
        Assert.Equal(1, _history.Size.Windows);
    }

    [Theory]
    [InlineData(Topics.Online, Availability.Online)]
    [InlineData(Topics.Offline, Availability.Offline)]
    public void Take_Availability_IsKept(string word, Availability expected)
    {
        Take(Topics.Availability, word);

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
    public void Take_WindowThatCannotBe_IsRefusedAndCounted(string part, string replacement, Refusal kind)
    {
        var json = Json(Samples.Window(_clock.GetUtcNow(), 7, attentive: 0.75));
        var changed = json.Replace(part, replacement, StringComparison.Ordinal);

        Take(Topics.Attention, changed);

        Assert.NotEqual(json, changed);
        Assert.Equal(1, _intake.Counts.Refused[kind]);
        Assert.Equal((0, 0), _history.Size);
    }

    [Theory]
    [InlineData("edgemonitor/north/room-12/cam-1/availability", "perhaps", Refusal.Malformed)]
    [InlineData("edgemonitor/north/room-12/cam-1/health", "{}", Refusal.Malformed)]
    [InlineData("edgemonitor/north/room-12/cam-1/health", "null", Refusal.Malformed)]
    [InlineData("edgemonitor/north/Room 12/cam-1/attention", "{}", Refusal.ForeignTopic)]
    [InlineData("edgemonitor/north/room-12/cam-1/picture", "{}", Refusal.ForeignTopic)]
    public void Take_MessageThatIsNoDevices_IsRefusedAndCounted(string topic, string payload, Refusal kind)
    {
        Take(topic, payload);

        Assert.Equal(1, _intake.Counts.Refused[kind]);
        Assert.Equal((0, 0), _history.Size);
    }

    [Fact]
    public void Take_HugePayload_IsNotEvenRead()
    {
        Take(Topics.Attention, new string(' ', MessageIntake.MaximumPayload + 1));

        Assert.Equal(1, _intake.Counts.Refused[Refusal.TooLarge]);
    }

    [Fact]
    public void Take_EmptyPayload_IsADeletionAndNoMistake()
    {
        Take(Topics.Attention, string.Empty);

        Assert.Empty(_intake.Counts.Refused);
    }

    [Fact]
    public void Take_AnyBytes_NeverThrows() =>
        Prop.ForAll<byte[], bool>((bytes, isHealth) =>
        {
            _intake.Take(new MqttMessage(isHealth ? Topics.Health : Topics.Attention, bytes));
            return _history.Size.Devices == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Take_ManyBadMessagesOfOneKind_LogsTheFirst()
    {
        foreach (var payload in new[] { "{", "}", "[" })
        {
            Take(Topics.Attention, payload);
        }

        Assert.Contains(Topics.Attention, Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.Equal(3, _intake.Counts.Refused[Refusal.Malformed]);
    }

    [Fact]
    public void Take_RetainedMessage_ProvesLifeAtItsOwnTimeOnly()
    {
        var then = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromHours(2));

        _intake.Take(Message(Topics.Availability, Topics.Online) with { Retain = true });
        Assert.Null(Device.LastSeen);

        _intake.Take(Message(Topics.Attention, Json(Samples.Window(then, 1, attentive: 0.5))) with { Retain = true });
        Assert.Equal(then + Samples.Length, Device.LastSeen);

        Take(Samples.Window(then, 2, attentive: 0.5));
        Assert.Equal(_clock.GetUtcNow(), Device.LastSeen);
    }

    [Fact]
    public void Take_Offline_IsNoSignOfLife()
    {
        Take(Topics.Availability, Topics.Online);
        var seen = Device.LastSeen;
        _clock.Advance(TimeSpan.FromMinutes(1));

        Take(Topics.Availability, Topics.Offline);

        Assert.Equal(seen, Device.LastSeen);
    }

    private DeviceSnapshot Device => Assert.Single(_history.Find(RoomAddress.Of(Address))!.Devices);

    private static string Json(RoomAggregate window) => JsonSerializer.Serialize(window, MessageJson.Default.RoomAggregate);

    private static MqttMessage Message(string topic, string payload) => new(topic, Encoding.UTF8.GetBytes(payload));

    private void Take(RoomAggregate window) => Take(Topics.Attention, Json(window));

    private void Take(string topic, string payload) => _intake.Take(Message(topic, payload));
}
