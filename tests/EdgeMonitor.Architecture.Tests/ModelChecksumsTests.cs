using System.Security.Cryptography;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Architecture.Tests;

/// <summary>A network that was replaced without its line in the list would be refused on every device.</summary>
public sealed class ModelChecksumsTests
{
    [Fact]
    public void Checksums_OfTheRepository_AreThoseOfItsNetworks()
    {
        var folder = Repository.Locate("models");
        var lines = Directory.EnumerateFiles(folder, "*.onnx")
            .Order(StringComparer.Ordinal)
            .Select(path => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}  {Path.GetFileName(path)}\n");

        var expected = string.Concat(lines);

        Assert.True(
            string.Equals(expected, File.ReadAllText(Path.Combine(folder, "SHA256SUMS")), StringComparison.Ordinal),
            $"models/ and models/SHA256SUMS disagree. Where the networks are meant to be as they are: (cd models && sha256sum *.onnx > SHA256SUMS)\n{expected}");
    }
}
