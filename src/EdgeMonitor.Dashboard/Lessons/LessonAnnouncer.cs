using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.History;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>
/// Tells those devices of a room that release lessons when one starts and ends. Others, which by their privacy report release
/// none, are left alone: they would only refuse it.
/// </summary>
public sealed partial class LessonAnnouncer
{
    // A lesson that is announced much later is none: without a broker it is not announced at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly MqttClient _client;
    private readonly LiveRooms _rooms;
    private readonly TimeProvider _time;
    private readonly ILogger<LessonAnnouncer> _logger;

    /// <summary>Makes an announcer to the devices in <paramref name="rooms"/>.</summary>
    public LessonAnnouncer(MqttClient client, LiveRooms rooms, TimeProvider time, ILogger<LessonAnnouncer> logger)
    {
        _client = client;
        _rooms = rooms;
        _time = time;
        _logger = logger;
    }

    /// <summary>Says what happens to the lesson in a room. A broker that does not take it is logged; the lesson here goes on.</summary>
    public async Task AnnounceAsync(RoomAddress room, LessonAction action)
    {
        ArgumentNullException.ThrowIfNull(room);
        var topics = TopicsIn(room);
        if (topics.Count == 0)
        {
            return;
        }

        var payload = JsonSerializer.SerializeToUtf8Bytes(new LessonRequest { Action = action }, MessageJson.Default.LessonRequest);
        using var patience = new CancellationTokenSource(Patience, _time);
        foreach (var topic in topics)
        {
            try
            {
                await _client.PublishAsync(
                    new MqttMessage(topic, payload, MqttQos.AtLeastOnce) { ContentType = MessageJson.ContentType }, patience.Token);
            }
            catch (Exception exception) when (exception is MqttException or OperationCanceledException)
            {
                LogNotAnnounced(action, topic, exception is MqttException ? exception.Message : "The broker has not answered in time.");
            }
        }
    }

    private List<string> TopicsIn(RoomAddress room) =>
    [
        .. from device in _rooms.Find(room)?.Devices ?? []
           where device.ReleasesLessons
           select new Topics(new DeviceAddress(room.Site, room.Room, device.Device)).Command(Topics.LessonLevel),
    ];

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "The device could not be told '{Action}' of a lesson on '{Topic}'. {Problem} Does the broker's access list allow it?")]
    private partial void LogNotAnnounced(LessonAction action, string topic, string problem);
}
