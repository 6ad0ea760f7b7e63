using EdgeMonitor.Contracts;
using EdgeMonitor.Dashboard.Tests.Support;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Dashboard.Tests.Lessons;

/// <summary>What a teacher reads where a device tells of whole lessons only, over a real broker.</summary>
public sealed class LessonReleaseTests : IAsyncLifetime
{
    private const string Room = "/rooms/north/room-12";

    private Mosquitto _broker = null!;
    private RunningDashboard _dashboard = null!;
    private MosquittoObserver _commands = null!;
    private Device _device = null!;
    private Visitor _teacher = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_broker);
        _commands = await _broker.ObserveAsync("edgemonitor/+/+/+/lesson/set");
        _device = new Device(_broker);
        _teacher = new Visitor(_dashboard.Address);
        await _device.GoOnlineAsync();
        await _device.PublishAsync(Samples.CollectionOfLessons());
        await _device.PublishAsync(Samples.Window(Samples.ThisSecond() - Samples.Length, 1));
    }

    public async ValueTask DisposeAsync()
    {
        _teacher.Dispose();
        await _commands.DisposeAsync();
        await _dashboard.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task RoomPage_WindowsWithoutFigures_SaysThatTheyComeWithALesson() =>
        await _dashboard.WaitForAsync(Room, "Figures come with each lesson&#x27;s end");

    [Fact]
    public async Task RoomPage_LessonWithoutPhases_OffersNone()
    {
        await _dashboard.WaitForAsync(Room, "When the lesson ends, its report shows one figure for all of it.");

        await PressAsync("start");

        var page = await _teacher.ReadAsync(Room);
        Assert.Contains("End the lesson", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A new phase begins", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LessonStatus.Ok, "About 18 of 24 people were attentive: 75%.", "75%")]
    [InlineData(LessonStatus.Suppressed, "There are no figures for this lesson: Too few people to show.", "No figures")]
    [InlineData(LessonStatus.BudgetSpent, "There are no figures for this lesson: The day&#x27;s privacy budget is spent.", "No figures")]
    public async Task Report_OfALessonThatHasJustEnded_HasTheReleaseAtFirstSight(LessonStatus status, string summary, string inTheList)
    {
        await _dashboard.WaitForAsync(Room, "Figures come with each lesson&#x27;s end");
        await PressAsync("start");
        var start = Samples.ThisSecond();
        await _commands.NextAsync();
        var ending = PressAsync("end");
        await _commands.NextAsync();
        var end = start.AddSeconds(2);
        await _device.PublishAsync(Samples.Window(start, 2));

        await _device.PublishAsync(
            status == LessonStatus.Ok ? Samples.Release(start, end, people: 24, attentive: 18) : Samples.Release(start, end, status));

        var report = await _teacher.ReadAsync(await ending);
        Assert.Contains(summary, report, StringComparison.Ordinal);
        Assert.Equal(status == LessonStatus.Ok, report.Contains("differential privacy, &#x3B5; = 0.5", StringComparison.Ordinal));
        Assert.Contains(inTheList, await _teacher.ReadAsync($"{Room}/lessons"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_DeviceThatSaysNothing_ComesAllTheSame()
    {
        await _dashboard.WaitForAsync(Room, "Figures come with each lesson&#x27;s end");
        await PressAsync("start");

        var report = await _teacher.ReadAsync(await PressAsync("end"));

        Assert.Contains("This room tells of whole lessons only, at their end.", report, StringComparison.Ordinal);
    }

    /// <summary>Where the button leads to.</summary>
    private async Task<string> PressAsync(string button)
    {
        using var answer = await _teacher.PostAsync(Room, $"{Room}/lesson/{button}");
        return answer.Headers.Location!.OriginalString;
    }
}
