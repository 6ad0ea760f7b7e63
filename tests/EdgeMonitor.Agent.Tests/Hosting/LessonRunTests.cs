using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>
/// The real agent, in one process or in two, a real video and a real broker: two lessons start and end by command, and the process that
/// has the camera is killed between them, with a budget for one.
/// </summary>
public sealed class LessonRunTests
{
    private static readonly Topics Topics = new(new DeviceAddress("north", "room-12", "cam-1"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("run")]
    [InlineData("sense", "publish")]
    public async Task Lessons_ByCommand_AreReleasedOnceAndAKilledProcessHasNotForgottenWhatItSpent(params string[] verbs)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using var sender = await Commander.StartAsync(broker);
        using var configuration = new TemporaryFile("");
        var video = Path.Combine(configuration.Folder, "classroom.mkv");
        await RealClassroom.WriteAsync(video);
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, video, broker.Port), Stop);

        await using var second = verbs.Length > 1 ? Start(verbs[1], configuration.Path) : null;
        await using (var first = Start(verbs[0], configuration.Path))
        {
            var release = await TeachAsync(sender, observer);
            await first.KillAsync();

            Assert.Contains(release.Status, new[] { LessonStatus.Ok, LessonStatus.Suppressed });
            Assert.Equal((1, 1.5, LessonRelease.OnePersonInOneLesson), (release.Epsilon, release.DailyEpsilon, release.Unit));
            Assert.Null(ContractRules.FindProblem(release));
        }

        await using var again = Start(verbs[0], configuration.Path);
        var refused = await TeachAsync(sender, observer);

        Assert.Equal((LessonStatus.BudgetSpent, 0, null, null), (refused.Status, refused.Epsilon, refused.People, refused.Attentive));
        Assert.Contains("No lesson is in progress", (await AskAsync(sender, LessonAction.End)).Error, StringComparison.Ordinal);
        Assert.Equal(0, await again.TerminateAsync());
    }

    [Fact]
    public async Task Lesson_WhereNoneAreReleased_IsNoCommand()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using var sender = await Commander.StartAsync(broker);
        using var configuration = new TemporaryFile("");
        await File.WriteAllTextAsync(
            configuration.Path,
            Configuration(configuration.Folder, "/dev/null", broker.Port).Replace("\"enabled\": true", "\"enabled\": false", StringComparison.Ordinal),
            Stop);
        await using var agent = Start("run", configuration.Path);
        await observer.NextAsync(MessageJson.Default.DeviceHealth, Topics.Health, _ => true);

        Assert.Contains("knows no command 'lesson'", (await AskAsync(sender, LessonAction.Start)).Error, StringComparison.Ordinal);
    }

    private static RunningAgent Start(string verb, string configuration) => RunningAgent.Start([verb, "--config", configuration]);

    private static string Configuration(string folder, string video, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "file", "path": "{{video}}", "framesPerSecond": 2 },
          "cameraControl": { "stateDirectory": "{{folder}}/state" },
          "vision": { "minimumFaceSize": 80 },
          "attention": {
            "mode": "orientation", "windowSeconds": 10, "minimumCoverage": 0.1, "frameValidSeconds": 5,
            "lessons": { "enabled": true, "epsilon": 1, "dailyEpsilon": 1.5, "shortestMinutes": 0 },
          },
          "link": { "socket": "{{folder}}/link.sock" },
          "mqtt": { "host": "localhost", "port": {{port}} },
          "health": { "intervalSeconds": 5 },
        }
        """;

    /// <summary>A lesson of one whole window, in which no number about people is published but at its end.</summary>
    private static async Task<LessonRelease> TeachAsync(Commander sender, MosquittoObserver observer)
    {
        await observer.NextAsync(MessageJson.Default.DeviceHealth, Topics.Health, health => health.Camera is { State: CameraState.Running, ProcessedPerSecond: > 0 });
        Assert.Null((await AskAsync(sender, LessonAction.Start)).Error);
        Assert.Contains("in progress", (await AskAsync(sender, LessonAction.Start)).Error, StringComparison.Ordinal);
        for (var window = 0; window < 2; window++)
        {
            Assert.NotEqual(WindowStatus.Ok, (await observer.NextAsync(MessageJson.Default.RoomAggregate, Topics.Attention, _ => true)).Status);
        }

        Assert.Null((await AskAsync(sender, LessonAction.End)).Error);
        return await observer.NextAsync(MessageJson.Default.LessonRelease, Topics.Lesson, _ => true);
    }

    private static Task<CommandAnswer> AskAsync(Commander sender, LessonAction action) => sender.AskAsync(
        Topics.Command(Topics.LessonLevel),
        JsonSerializer.SerializeToUtf8Bytes(new LessonRequest { Action = action }, MessageJson.Default.LessonRequest));
}
