using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

/// <summary>The shipped networks, run by ONNX Runtime's integer kernels, against what PyTorch computed with the same rounded weights.</summary>
public sealed class NetworkGoldenTests
{
    // The kernels round between layers where PyTorch has floats: a value on the border between two levels may fall on either side.
    private const float Tolerance = 0.05f;

    [Fact]
    public void ProposalNetwork_OnGoldenPixels_GivesTheResultsOfTheTraining() => Compare(
        "pnet", ModelFolder.ProposalNetwork, [1, 3, 26, 32], ("score", [1, 1, 8, 11]), ("box", [1, 4, 8, 11]));

    [Fact]
    public void RefineNetwork_OnGoldenPixels_GivesTheResultsOfTheTraining() => Compare(
        "rnet", ModelFolder.RefineNetwork, [3, 3, 24, 24], ("score", [3, 1]), ("box", [3, 4]));

    [Fact]
    public void OutputNetwork_OnGoldenPixels_GivesTheResultsOfTheTraining() => Compare(
        "onet", ModelFolder.OutputNetwork, [2, 3, 48, 48], ("score", [2, 1]), ("box", [2, 4]), ("landmarks", [2, 10]));

    [Fact]
    public void ExpressionNetwork_OnGoldenPixels_GivesTheResultsOfTheTraining() => Compare(
        "expression", ModelFolder.ExpressionNetwork, [4, 1, 48, 48], ("fer2013", [4, 7]), ("ferplus", [4, 8]));

    private static void Compare(string name, string file, long[] shape, params (string Name, long[] Shape)[] outputs)
    {
        using var session = Golden.Open(file);
        var results = Array.ConvertAll(outputs, output => new float[output.Shape.Aggregate((product, size) => product * size)]);
        var tensors = outputs.Zip(results, (output, result) => new Tensor<float>(output.Name, result, output.Shape)).ToArray();
        using var call = session.Bind(new Tensor<byte>("pixels", Golden.Pixels(name), shape), tensors);

        call.Run();

        foreach (var (output, result) in outputs.Zip(results))
        {
            var expected = Golden.Output(name, output.Name);
            Assert.Equal(expected.Length, result.Length);
            Assert.All(expected.Zip(result), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        }
    }
}
