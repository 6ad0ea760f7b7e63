using System.Text.Json;

namespace EdgeMonitor.Agent.Tests.Verbs;

/// <summary><c>edgemonitor models</c> on the shipped networks and on a damaged copy.</summary>
public sealed class ModelsTests : IDisposable
{
    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("edgemonitor-models-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task Models_Shipped_ListsFourWithTheirHashes()
    {
        var (status, output, error) = await RunAsync("models");

        Assert.Equal((ExitStatus.Ok, ""), (status, error));
        var lines = output.Split('\n');
        foreach (var file in new[] { "mtcnn-pnet.onnx", "mtcnn-rnet.onnx", "mtcnn-onet.onnx", "expression.onnx" })
        {
            Assert.Contains("  ok  ", lines.Single(line => line.StartsWith(file, StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Models_Json_HasWholeHashesAndShapes()
    {
        var (status, output, _) = await RunAsync("models", "--json");

        Assert.Equal(ExitStatus.Ok, status);
        var models = JsonDocument.Parse(output).RootElement.GetProperty("models").EnumerateArray().ToList();
        Assert.Equal(4, models.Count);
        Assert.All(models, model =>
        {
            Assert.True(model.GetProperty("usable").GetBoolean());
            Assert.Equal(64, model.GetProperty("sha256").GetString()!.Length);
            Assert.Equal(model.GetProperty("expected_sha256").GetString(), model.GetProperty("sha256").GetString());
            Assert.Contains(model.GetProperty("precision").GetString(), new[] { "int8", "float" });
            Assert.Equal("uint8", model.GetProperty("inputs")[0].GetProperty("type").GetString());
        });
    }

    [Fact]
    public async Task Models_OneMissingOneDamaged_ListsAllAndExitsWithThree()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "models")))
        {
            File.Copy(file, Path.Combine(_copy.FullName, Path.GetFileName(file)));
        }

        File.Delete(Path.Combine(_copy.FullName, "mtcnn-rnet.onnx"));
        File.AppendAllText(Path.Combine(_copy.FullName, "expression.onnx"), "x");

        var (status, output, error) = await RunAsync("models", "--models", _copy.FullName);

        Assert.Equal(ExitStatus.MissingComponent, status);
        Assert.Matches(@"mtcnn-pnet\.onnx.* ok ", output);
        Assert.Matches(@"mtcnn-rnet\.onnx.* missing ", output);
        Assert.Matches(@"expression\.onnx.* DIFFERS ", output);
        Assert.Contains("mtcnn-rnet.onnx cannot be read", error, StringComparison.Ordinal);
        Assert.Contains("expression.onnx is damaged or was exchanged", error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(arguments, output, error);
        return (status, output.ToString(), error.ToString());
    }
}
