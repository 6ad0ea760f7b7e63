using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

public sealed class OnnxGraphTests
{
    [Fact]
    public void Operators_OfAShippedNetwork_AreThoseOfItsGraph()
    {
        var operators = OnnxGraph.Operators(ModelFile.Read(Path.Combine(AppContext.BaseDirectory, "models", ModelFolder.ProposalNetwork)).Bytes);

        // P-Net: three convolutions, two heads.
        Assert.Equal(5, operators.Count(type => type.Contains("Conv", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Conv", false)]
    [InlineData("QuantizeLinear", true)]
    [InlineData("QLinearConv", true)]
    [InlineData("ConvInteger", true)]
    public void IsQuantised_GraphOfOneNode_GoesByItsOperator(string type, bool quantised)
    {
        byte[] op = [0x22, (byte)type.Length, .. System.Text.Encoding.ASCII.GetBytes(type)];

        // ir_version = 8, graph { node { input: "x" op_type: type } name: "g" }, and fields of every other wire type.
        byte[] node = [0x0a, 1, (byte)'x', .. op];
        byte[] graph = [0x0a, (byte)node.Length, .. node, 0x12, 1, (byte)'g'];
        byte[] model = [0x08, 8, 0x59, 1, 2, 3, 4, 5, 6, 7, 8, 0x5d, 1, 2, 3, 4, 0x3a, (byte)graph.Length, .. graph, 0x28, 0x80, 1];

        Assert.Equal([type], OnnxGraph.Operators(model));
        Assert.Equal(quantised, OnnxGraph.IsQuantised(model));
    }
}
