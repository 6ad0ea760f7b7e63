using System.Text.Json;
using EdgeMonitor.Contracts;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>A room that two cameras share, each showing a part of the class.</summary>
public sealed class TwoCamerasTests
{
    private const int FacesOfOne = 9;

    [Fact]
    public async Task Run_TwoCameras_PublishesThePeopleOfBoth()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var observer = await broker.ObserveAsync("edgemonitor/+/+/+/attention");
        using var configuration = new TemporaryFile("");
        var videos = new[] { Path.Combine(configuration.Folder, "left.mkv"), Path.Combine(configuration.Folder, "right.mkv") };
        await RealClassroom.WriteAsync(videos[0]);
        File.Copy(videos[0], videos[1]);
        await File.WriteAllTextAsync(
            configuration.Path, Configuration(videos, broker.Port), TestContext.Current.CancellationToken);

        await using var agent = RunningAgent.Start(["run", "--config", configuration.Path]);
        RoomAggregate window;
        do
        {
            window = JsonSerializer.Deserialize((await observer.NextAsync()).Payload, MessageJson.Default.RoomAggregate)!;
        }
        while (window.Status is not WindowStatus.Ok);

        Assert.Equal(ExitStatus.Ok, await agent.TerminateAsync());
        Assert.True(window.People > FacesOfOne + 1, $"{window.People} people, {FacesOfOne} of them in each of two videos");
        Assert.Empty(videos.SelectMany(ProcessList.ThatName));
    }

    private static string Configuration(string[] videos, int port) => $$"""
        {
          "device": { "site": "north", "room": "room-12", "id": "cam-1" },
          "camera": { "preset": "file", "path": "{{videos[0]}}", "framesPerSecond": 2 },
          "secondCamera": { "preset": "file", "path": "{{videos[1]}}", "framesPerSecond": 2 },
          "vision": { "minimumFaceSize": 60 },
          "attention": { "mode": "orientation", "windowSeconds": 10, "minimumCoverage": 0.1, "frameValidSeconds": 5 },
          "mqtt": { "host": "localhost", "port": {{port}} },
        }
        """;
}
