using EdgeMonitor.Vision.Detection;

namespace EdgeMonitor.Vision.Tests.Detection;

public sealed class BoundingBoxRegressionTests
{
    [Fact]
    public void Apply_Offsets_AreInUnitsOfTheBox()
    {
        var moved = new BoundingBoxRegression(0.1f, -0.1f, 0.2f, 0.5f).Apply(new BoundingBox(10, 20, 30, 60));

        Assert.Equal(new BoundingBox(12, 16, 34, 80), moved);
    }

    [Fact]
    public void ToSquare_TallBox_GrowsSidewaysAroundItsCentre() =>
        Assert.Equal(new BoundingBox(0, 20, 40, 60), BoundingBoxRegression.ToSquare(new BoundingBox(10, 20, 30, 60)));
}
