using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

public sealed class NetworkSessionTests
{
    [Fact]
    public void ModelFile_Missing_SaysWhichOne()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-network.onnx");

        var problem = Assert.Throws<ModelException>(() => ModelFile.Read(path));

        Assert.Contains(path, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkSession_DamagedFile_SaysSo()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [1, 2, 3]);

            var problem = Assert.Throws<ModelException>(() => new NetworkSession(ModelFile.Read(path), threads: 1));

            Assert.Contains("damaged", problem.Message, StringComparison.Ordinal);
            Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FaceAnalyzer_ProviderThatTheLibraryLacks_SaysWhichItHas()
    {
        var options = new VisionOptions { Threads = 1, ExecutionProvider = ExecutionProvider.Tensorrt };

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(options, readExpressions: false));

        Assert.Contains("vision.executionProvider is tensorrt", problem.Message, StringComparison.Ordinal);
        Assert.Contains("It has: cpu", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FaceAnalyzer_AnotherLibraryThanTheOneInUse_IsRefused()
    {
        using var first = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: false);
        var options = new VisionOptions { OnnxRuntimeLibrary = "/opt/other/libonnxruntime.so" };

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(options, readExpressions: false));

        Assert.Contains("/opt/other/libonnxruntime.so", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FaceAnalyzer_WithoutExpressions_NeedsNoExpressionNetwork()
    {
        using var models = new ModelCopy();
        File.Delete(models.Locate(ModelFolder.ExpressionNetwork));

        using var analyzer = FaceAnalyzer.Create(models.Options, readExpressions: false);

        Assert.Null(analyzer.ExpressionVersion);
        Assert.Throws<ModelException>(() => FaceAnalyzer.Create(models.Options, readExpressions: true));
    }
}
