using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Rooms;
using EdgeMonitor.Dashboard.Tests.Support;

namespace EdgeMonitor.Dashboard.Tests;

public sealed class RoomStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start + Samples.Length;

    [Theory]
    [InlineData(WindowStatus.Suppressed, null, RoomCondition.Suppressed, "Too few people to show")]
    [InlineData(WindowStatus.Closed, "maintenance", RoomCondition.Closed, "Camera closed: maintenance")]
    [InlineData(WindowStatus.Closed, null, RoomCondition.Closed, "Camera closed")]
    [InlineData(WindowStatus.LowLight, null, RoomCondition.LowLight, "Room too dark to judge")]
    [InlineData(WindowStatus.NoSignal, "no frame for 12 s", RoomCondition.NoSignal, "No signal: no frame for 12 s")]
    [InlineData(WindowStatus.NoSignal, null, RoomCondition.NoSignal, "No signal: the camera gives no usable picture")]
    public void Of_WindowWithoutNumbers_SaysWhyInPlainWords(
        WindowStatus status, string? reason, RoomCondition condition, string headline)
    {
        var health = Samples.Health(End, CameraState.Stalled, reason);
        var device = Device("cam-1", Samples.Window(Start, 1, status)) with { Health = health };

        var state = RoomState.Of(Room(device), End);

        Assert.Equal(condition, state.Condition);
        Assert.Equal(headline, Words.Headline(state));
        Assert.Null(state.Current!.AttentiveShare);
    }

    [Theory]
    [InlineData("Camera closed by switch", ClosingCause.Schedule, ClosingCause.Switch)]
    [InlineData("Camera closed by command", ClosingCause.Command)]
    [InlineData("Camera closed by schedule", ClosingCause.Schedule)]
    [InlineData("Camera closed: The light does not work.", ClosingCause.Switch, ClosingCause.Fault)]
    public void Of_ClosedWindow_NamesTheCause(string headline, params ClosingCause[] causes)
    {
        var window = Samples.Window(Start, 1, WindowStatus.Closed) with { ClosedBy = causes };
        var device = Device("cam-1", window) with { Health = Samples.Health(End, CameraState.Closed, "The light does not work.") };

        Assert.Equal(headline, Words.Headline(RoomState.Of(Room(device), End)));
    }

    [Fact]
    public void Of_WindowWithNumbers_HasThem()
    {
        var state = RoomState.Of(Room(Device("cam-1", Samples.Window(Start, 1, attentive: 0.75))), End);

        Assert.Equal(RoomCondition.Ok, state.Condition);
        Assert.Equal(0.75, state.Current!.AttentiveShare);
    }

    [Theory]
    [InlineData(90, RoomCondition.Ok)]
    [InlineData(91, RoomCondition.Stale)]
    public void Of_NoWindowForThreeLengths_IsStaleAndHasNoNumbers(int secondsLater, RoomCondition condition)
    {
        var state = RoomState.Of(Room(Device("cam-1", Samples.Window(Start, 1, attentive: 0.75))), End.AddSeconds(secondsLater));

        Assert.Equal(condition, state.Condition);
        Assert.Equal(condition == RoomCondition.Ok, state.Current is not null);
        Assert.Equal(1, state.Last!.Sequence);
    }

    [Fact]
    public void Of_OfflineDevice_IsOfflineEvenWithAFreshWindow()
    {
        var state = RoomState.Of(Room(Device("cam-1", Samples.Window(Start, 1, attentive: 0.75), Availability.Offline)), End);

        Assert.Equal(RoomCondition.Offline, state.Condition);
        Assert.Null(state.Current);
    }

    [Fact]
    public void Of_OneOfTwoDevicesOffline_TheOtherSpeaks()
    {
        var state = RoomState.Of(
            Room(
                Device("cam-1", Samples.Window(Start, 1, attentive: 0.75, people: 30), Availability.Offline),
                Device("cam-2", Samples.Window(Start, 9, attentive: 0.5))),
            End);

        Assert.Equal(9, state.Current!.Sequence);
    }

    [Fact]
    public void Of_DeviceWithoutWindow_IsWaiting() =>
        Assert.Equal(RoomCondition.Waiting, RoomState.Of(Room(Device("cam-1", null)), Start).Condition);

    [Theory]
    [InlineData(AttentionMode.Orientation, false)]
    [InlineData(AttentionMode.Expression, true)]
    [InlineData(AttentionMode.Combined, true)]
    public void InfersEmotion_IsSaidOfTheModesThatDo(AttentionMode mode, bool expected) =>
        Assert.Equal(expected, Words.InfersEmotion(mode));

    [Theory]
    [InlineData("room-12", "Room 12")]
    [InlineData("physics-lab", "Physics lab")]
    [InlineData("-", "-")]
    public void Name_OfAnId_ReadsAsAName(string id, string name) => Assert.Equal(name, Words.Name(id));

    [Theory]
    [InlineData(42, "42 s")]
    [InlineData(3725, "1 h 2 min")]
    [InlineData(200_000, "2 d 7 h")]
    [InlineData(-5, "0 s")]
    [InlineData(1e300, "5337599 d 13 h")]
    public void Duration_NamesTheTwoLargestUnits(double seconds, string words) => Assert.Equal(words, Words.Duration(seconds));

    private static RoomSnapshot Room(params DeviceSnapshot[] devices) => new(new RoomAddress("north", "room-12"), devices);

    private static DeviceSnapshot Device(string id, RoomAggregate? latest, Availability availability = Availability.Online) =>
        new() { Device = id, Availability = availability, Latest = latest };
}
