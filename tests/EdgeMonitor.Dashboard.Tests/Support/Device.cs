using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>Publishes through a real broker what a device would, retained as a device does.</summary>
internal sealed class Device
{
    private readonly Mosquitto _broker;
    private readonly Topics _topics;

    public Device(Mosquitto broker, string room = "room-12", string device = "cam-1")
    {
        _broker = broker;
        _topics = new Topics(new DeviceAddress("north", room, device));
    }

    public Task GoOnlineAsync() => PublishAsync(_topics.Availability, Topics.Online);

    public Task GoOfflineAsync() => PublishAsync(_topics.Availability, Topics.Offline);

    public Task PublishAsync(RoomAggregate window) =>
        PublishAsync(_topics.Attention, JsonSerializer.Serialize(window, MessageJson.Default.RoomAggregate));

    public Task PublishAsync(LessonRelease release) =>
        PublishAsync(_topics.Lesson, JsonSerializer.Serialize(release, MessageJson.Default.LessonRelease));

    public Task PublishAsync(DeviceHealth health) =>
        PublishAsync(_topics.Health, JsonSerializer.Serialize(health, MessageJson.Default.DeviceHealth));

    public Task PublishAsync(PrivacyReport report) =>
        PublishAsync(_topics.PrivacyReport, JsonSerializer.Serialize(report, MessageJson.Default.PrivacyReport));

    private Task PublishAsync(string topic, string payload) => _broker.PublishAsync(topic, payload, retain: true);
}
