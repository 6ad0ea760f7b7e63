using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

/// <summary>Networks that are not what they have to be never run.</summary>
public sealed class ChecksumsTests
{
    [Fact]
    public void Open_ShippedNetworks_AreWhatTheListExpects()
    {
        using var models = new ModelCopy();

        using var analyzer = FaceAnalyzer.Create(models.Options, readExpressions: true);

        Assert.NotNull(analyzer.ExpressionVersion);
    }

    [Fact]
    public void Open_OneBitFlipped_NamesTheFileAndBothHashes()
    {
        using var models = new ModelCopy();
        var path = models.Locate(ModelFolder.RefineNetwork);
        var bytes = File.ReadAllBytes(path);
        var expected = ModelFile.Read(path).Hash;
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(models.Options, readExpressions: false));

        Contains(problem, path, expected, ModelFile.Read(path).Hash, "install EdgeMonitor again", "sha256sum mtcnn-rnet.onnx");
    }

    [Fact]
    public void Open_TruncatedFile_IsDamaged()
    {
        using var models = new ModelCopy();
        var path = models.Locate(ModelFolder.ExpressionNetwork);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..1000]);

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(models.Options, readExpressions: true));

        Contains(problem, path, "damaged");
    }

    [Fact]
    public void Open_SwappedNetworks_AreNoticedThoughBothAreSound()
    {
        using var models = new ModelCopy();
        File.Copy(models.Locate(ModelFolder.OutputNetwork), models.Locate(ModelFolder.RefineNetwork), overwrite: true);

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(models.Options, readExpressions: false));

        Contains(problem, models.Locate(ModelFolder.RefineNetwork), "exchanged");
    }

    [Fact]
    public void Open_WithoutTheList_SaysHowToMakeIt()
    {
        using var models = new ModelCopy();
        File.Delete(models.List);

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(models.Options, readExpressions: false));

        Contains(problem, models.List, "sha256sum *.onnx > SHA256SUMS");
    }

    [Fact]
    public void Open_FileThatTheListDoesNotName_SaysHowToAddIt()
    {
        using var models = new ModelCopy();
        File.WriteAllLines(models.List, File.ReadLines(models.List).Where(line => !line.EndsWith(ModelFolder.ProposalNetwork, StringComparison.Ordinal)));

        var problem = Assert.Throws<ModelException>(() => FaceAnalyzer.Create(models.Options, readExpressions: false));

        Contains(problem, models.Locate(ModelFolder.ProposalNetwork), "not in SHA256SUMS", "sha256sum mtcnn-pnet.onnx >> SHA256SUMS");
    }

    [Fact]
    public void Open_OwnNetworkWithItsLine_IsTaken()
    {
        using var models = new ModelCopy();
        var path = models.Locate(ModelFolder.ProposalNetwork);

        // Any field that ONNX Runtime does not read makes another file of the same network: model_version = 7.
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), 0x28, 7]);
        var others = File.ReadLines(models.List).Where(line => !line.EndsWith(ModelFolder.ProposalNetwork, StringComparison.Ordinal));
        File.WriteAllLines(models.List, [.. others, "# ours", $"{ModelFile.Read(path).Hash.ToUpperInvariant()} *{ModelFolder.ProposalNetwork}"]);

        using var analyzer = FaceAnalyzer.Create(models.Options, readExpressions: false);

        Assert.Contains(ModelFile.Read(path).Hash[..8], analyzer.DetectorVersion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mtcnn-pnet.onnx")]
    [InlineData("e0d21c4c  mtcnn-pnet.onnx")]
    [InlineData("SHA256 (mtcnn-pnet.onnx) = e0d21c4c965f0523e1a098be6a13fd365170deb3495046dc0c5d0f487f888a16")]
    public void Read_LineOfAnotherKind_IsNamedWithItsNumber(string line)
    {
        using var models = new ModelCopy();
        File.AppendAllText(models.List, line + "\n");

        var problem = Assert.Throws<ModelException>(() => Checksums.Read(Path.GetDirectoryName(models.List)!));

        Contains(problem, $"{models.List}:5:", line);
    }

    private static void Contains(ModelException problem, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
}
