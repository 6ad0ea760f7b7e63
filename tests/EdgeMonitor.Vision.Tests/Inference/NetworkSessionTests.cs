using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

public sealed class NetworkSessionTests
{
    [Fact]
    public void NetworkSession_MissingFile_SaysWhichOne()
    {
        var path = Path.Combine(Path.GetTempPath(), "no-such-network.onnx");

        var problem = Assert.Throws<ModelException>(() => new NetworkSession(path, threads: 1));

        Assert.Contains(path, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NetworkSession_DamagedFile_SaysSo()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [1, 2, 3]);

            var problem = Assert.Throws<ModelException>(() => new NetworkSession(path, threads: 1));

            Assert.Contains("damaged", problem.Message, StringComparison.Ordinal);
            Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FaceAnalyzer_WithoutExpressions_NeedsNoExpressionNetwork()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var file in new[] { ModelFolder.ProposalNetwork, ModelFolder.RefineNetwork, ModelFolder.OutputNetwork })
            {
                File.Copy(Path.Combine(AppContext.BaseDirectory, "models", file), Path.Combine(folder.FullName, file));
            }

            var options = new VisionOptions { ModelDirectory = folder.FullName };

            using var analyzer = FaceAnalyzer.Create(options, readExpressions: false);

            Assert.Null(analyzer.ExpressionVersion);
            Assert.Throws<ModelException>(() => FaceAnalyzer.Create(options, readExpressions: true));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
