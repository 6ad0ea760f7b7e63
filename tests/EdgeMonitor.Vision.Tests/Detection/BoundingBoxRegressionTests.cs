using EdgeMonitor.Vision.Detection;
using FsCheck;
using FsCheck.Fluent;

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
    public void Apply_AnyBoxAndOffsets_AgreesWithItsScalarTwinToTheBit()
    {
        var four = Gen.Choose(-100_000, 100_000).Select(value => value / 64f).ArrayOf(4).ToArbitrary();
        Prop.ForAll(four, four, (box, offsets) =>
        {
            var (width, height) = (box[2] - box[0], box[3] - box[1]);

            var moved = BoundingBoxRegression.From(offsets).Apply(new BoundingBox(box[0], box[1], box[2], box[3]));

            Assert.Equal(
                new BoundingBox(
                    box[0] + offsets[0] * width, box[1] + offsets[1] * height, box[2] + offsets[2] * width, box[3] + offsets[3] * height),
                moved);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ToSquare_TallBox_GrowsSidewaysAroundItsCentre() =>
        Assert.Equal(new BoundingBox(0, 20, 40, 60), BoundingBoxRegression.ToSquare(new BoundingBox(10, 20, 30, 60)));
}
