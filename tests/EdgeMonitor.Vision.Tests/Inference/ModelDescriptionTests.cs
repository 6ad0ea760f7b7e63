using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Tests.Inference;

public sealed class ModelDescriptionTests
{
    [Fact]
    public void List_ShippedNetworks_AreAllUsable()
    {
        var models = ModelDescription.List(new VisionOptions());

        Assert.Equal(4, models.Count);
        Assert.All(models, model =>
        {
            Assert.Null(model.Problem);
            Assert.Equal(model.ExpectedSha256, model.Sha256);
            Assert.Equal(("pixels", "uint8"), (model.Inputs.Single().Name, model.Inputs.Single().Type));
        });
        Assert.Equal("pixels uint8[batch,1,48,48]", models[3].Inputs[0].ToString());
        Assert.Equal(["fer2013", "ferplus"], models[3].Outputs.Select(output => output.Name));
    }

    [Fact]
    public void List_OneMissingAndOneDamaged_StillDescribesTheOthers()
    {
        using var copy = new ModelCopy();
        File.Delete(copy.Locate(ModelFolder.ProposalNetwork));
        File.AppendAllText(copy.Locate(ModelFolder.RefineNetwork), "x");

        var models = ModelDescription.List(copy.Options);

        Assert.Equal([true, true, false, false], models.Select(model => model.Problem is not null));
        Assert.Equal([true, false, false, false], models.Select(model => model.Sha256 is null));
        Assert.Equal([null, null, 3, 2], models.Select(model => model.Problem is null ? (int?)model.Outputs.Count : null));
    }
}
