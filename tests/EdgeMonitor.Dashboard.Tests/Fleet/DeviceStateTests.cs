using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Fleet;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Dashboard.Pages;
using EdgeMonitor.Dashboard.Tests.Support;

namespace EdgeMonitor.Dashboard.Tests.Fleet;

public sealed class DeviceStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly RoomAddress Room = new("north", "room-12");

    private static readonly DeviceSnapshot Well = new()
    {
        Device = "cam-1",
        Availability = Availability.Online,
        LastSeen = Now,
        Health = Samples.Health(Now),
    };

    [Fact]
    public void Of_DeviceThatIsWell_HasNoAlert() => Assert.Empty(AlertsOf(Well));

    [Fact]
    public void Of_OfflineDevice_IsOnlyOffline() => Assert.Equal(
        [DeviceAlert.Offline],
        AlertsOf(Well with { Availability = Availability.Offline, Health = Well.Health! with { TemperatureCelsius = 99 } }));

    [Theory]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void Of_DeviceThatSaysNothing_IsSilent(int seconds, bool isSilent) => Assert.Equal(
        isSilent, AlertsOf(Well with { LastSeen = Now.AddSeconds(-seconds) }).Contains(DeviceAlert.Silent));

    [Theory]
    [InlineData(CameraState.Stalled, true)]
    [InlineData(CameraState.Frozen, true)]
    [InlineData(CameraState.Failed, true)]
    [InlineData(CameraState.Starting, false)]
    [InlineData(CameraState.Closed, false)]
    public void Of_CameraWithoutPicture_IsBlindUnlessClosed(CameraState state, bool isBlind) => Assert.Equal(
        isBlind, AlertsOf(Well with { Health = Samples.Health(Now, state, "why") }).Contains(DeviceAlert.Blind));

    [Theory]
    [InlineData(79.9, false)]
    [InlineData(80, true)]
    public void Of_Temperature_IsHotFromTheLimit(double celsius, bool isHot) => Assert.Equal(
        isHot, AlertsOf(Well with { Health = Well.Health! with { TemperatureCelsius = celsius } }).Contains(DeviceAlert.Hot));

    [Theory]
    [InlineData(499, 0, false)]
    [InlineData(500, 0, true)]
    [InlineData(0, 1, true)]
    public void Of_Outbox_IsFullFromTheLimitOrWhenMessagesWereLost(int depth, long dropped, bool isFull) => Assert.Equal(
        isFull,
        AlertsOf(Well with { Health = Well.Health! with { OutboxDepth = depth, OutboxDropped = dropped } }).Contains(DeviceAlert.Full));

    [Fact]
    public void Reason_OfEveryAlert_SaysWhyAndWhatToDo()
    {
        var health = Samples.Health(Now, CameraState.Failed, "no frame for 12 s") with
        {
            TemperatureCelsius = 91,
            OutboxDepth = 800,
            ClockSynced = false,
            Problems = ["The disk is full."],
        };
        var device = DeviceState.Of(Room, Well with { Health = health }, Now, new FleetOptions());

        var words = string.Join(' ', device.Alerts.Select(alert => FleetWords.Reason(alert, device)));

        Assert.Equal(
            [DeviceAlert.Blind, DeviceAlert.Hot, DeviceAlert.Full, DeviceAlert.Clock, DeviceAlert.Problem], device.Alerts);
        Assert.All(
            ["no frame for 12 s", "91 °C", "800 messages", "not synchronised", "The disk is full."],
            part => Assert.Contains(part, words, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<DeviceAlert>(), alert => Assert.NotEmpty(FleetWords.Advice(alert)));
    }

    private static IReadOnlyList<DeviceAlert> AlertsOf(DeviceSnapshot device) =>
        DeviceState.Of(Room, device, Now, new FleetOptions()).Alerts;
}
