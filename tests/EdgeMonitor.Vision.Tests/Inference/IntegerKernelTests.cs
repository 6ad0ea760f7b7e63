using System.Text.Json;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision.Inference;
using Microsoft.ML.OnnxRuntime;

namespace EdgeMonitor.Vision.Tests.Inference;

/// <summary>The shipped networks compute in integers: a layer that the runtime cannot fuse would run in float, and slowly.</summary>
public sealed class IntegerKernelTests
{
    private static readonly string[] FloatLayers = ["Conv", "FusedConv", "Gemm", "FusedGemm", "MatMul", "Add", "GlobalAveragePool", "PRelu"];

    // This test uses ONNX Runtime itself, before any code of the product's.
    static IntegerKernelTests() => NoTelemetry.Apply();

    [Theory]
    [InlineData(ModelFolder.ProposalNetwork, 3, 3, 48)]
    [InlineData(ModelFolder.RefineNetwork, 7, 3, 24)]
    [InlineData(ModelFolder.OutputNetwork, 10, 3, 48)]
    [InlineData(ModelFolder.ExpressionNetwork, 36, 1, 48)]
    public void Session_OfAShippedNetwork_RunsEveryLayerAsAnIntegerKernel(string file, int layers, int channels, int side)
    {
        var kernels = Profile(file, new byte[channels * side * side], [1, channels, side, side]);

        Assert.Empty(kernels.Intersect(FloatLayers));
        Assert.True(kernels.Count(kernel => kernel is "QLinearConv" or "QGemm") >= layers, string.Join(", ", kernels));
    }

    private static List<string> Profile(string file, byte[] pixels, long[] shape)
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-profile-");
        try
        {
            using var options = new SessionOptions { EnableProfiling = true, ProfileOutputPathPrefix = Path.Combine(folder.FullName, "run") };
            using var session = new InferenceSession(Repository.Locate("models", file), options);
            using var input = OrtValue.CreateTensorValueFromMemory(pixels, shape);
            using var runOptions = new RunOptions();
            using (session.Run(runOptions, ["pixels"], [input], session.OutputNames))
            {
                using var profile = JsonDocument.Parse(File.ReadAllText(session.EndProfiling()));
                return [.. profile.RootElement.EnumerateArray()
                    .Where(entry => entry.GetProperty("cat").ValueEquals("Node"))
                    .Where(entry => entry.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal))
                    .Select(entry => entry.GetProperty("args").GetProperty("op_name").GetString()!)];
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
