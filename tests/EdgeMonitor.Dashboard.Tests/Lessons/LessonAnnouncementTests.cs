using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests.Lessons;

/// <summary>What a teacher's buttons say to devices, over a real broker.</summary>
public sealed class LessonAnnouncementTests : IAsyncLifetime
{
    private const string Room = "/rooms/north/room-12";
    private const string Command = "edgemonitor/north/room-12/cam-1/lesson/set";
    private const string Started = """{"schema":1,"action":"start"}""";
    private const string Ended = """{"schema":1,"action":"end"}""";

    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker);
        await new Device(_broker, device: "cam-2").PublishAsync(Samples.Collection());
        await new Device(_broker).PublishAsync(Samples.CollectionOfLessons());
        await _dashboard.WaitForAsync("/privacy/north/room-12/cam-1", Command);
        await _dashboard.WaitForAsync("/privacy/north/room-12/cam-2", "cam-2");
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Lesson_StartedStartedAnewAndEnded_IsSaidToTheDeviceThatReleasesLessons()
    {
        await using var observer = await _broker.ObserveAsync("edgemonitor/+/+/+/lesson/set");
        using var teacher = new Visitor(_dashboard.Address);

        foreach (var button in new[] { "start", "start", "end", "end" })
        {
            using var answer = await teacher.PostAsync(Room, $"{Room}/lesson/{button}", ("title", "8b"));
        }

        var messages = await observer.NextAsync(4);
        Assert.All(messages, message => Assert.Equal((Command, 1, false), (message.Topic, message.Qos, message.Retain)));
        Assert.Equal([Started, Ended, Started, Ended], messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Lesson_WithoutBroker_StartsAllTheSame()
    {
        await _broker.StopAsync();
        using var teacher = new Visitor(_dashboard.Address);

        using var answer = await teacher.PostAsync(Room, $"{Room}/lesson/start", ("title", "8b"));

        await _dashboard.WaitForAsync(Room, "8b");
    }
}
