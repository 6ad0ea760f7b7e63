using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeMonitor.Vision.Tests.Detection;

public sealed class ScanPlanTests
{
    [Fact]
    public void Create_FramesOfAnySize_PutsEveryWindowOnExactlyOneSheet() => Prop.ForAll(
        Gen.Choose(12, 500).Zip(Gen.Choose(12, 500)).ToArbitrary(),
        size =>
        {
            var plan = Plan(size.Item1, size.Item2);

            for (var index = 0; index < plan.Levels.Count; index++)
            {
                var level = plan.Levels[index];
                var columns = ProposalNetwork.Positions(level.Width);
                var seen = new int[columns * ProposalNetwork.Positions(level.Height)];
                foreach (var tile in plan.Sheets.SelectMany(tiles => tiles).Where(tile => tile.Level == index))
                {
                    for (var row = 0; row < tile.Rows; row++)
                    {
                        for (var column = 0; column < tile.Columns; column++)
                        {
                            seen[(tile.Area.Top / 2 + row) * columns + tile.Area.Left / 2 + column]++;
                        }
                    }
                }

                Assert.All(seen, count => Assert.Equal(1, count));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(640, 480)]
    [InlineData(1280, 720)]
    [InlineData(1080, 1920)]
    public void Create_Tiles_LieApartAndInsideTheirSheets(int width, int height)
    {
        var plan = Plan(width, height);

        foreach (var tiles in plan.Sheets)
        {
            var covered = new bool[plan.SheetWidth * plan.SheetHeight];
            foreach (var tile in tiles)
            {
                Assert.True(tile.X % 2 == 0 && tile.Y % 2 == 0 && tile.Area.Left % 2 == 0 && tile.Area.Top % 2 == 0);
                Assert.True(tile.X + tile.Area.Width <= plan.SheetWidth && tile.Y + tile.Area.Height <= plan.SheetHeight);
                for (var y = tile.Y; y < tile.Y + tile.Area.Height; y++)
                {
                    foreach (ref var pixel in covered.AsSpan(y * plan.SheetWidth + tile.X, tile.Area.Width))
                    {
                        Assert.False(pixel);
                        pixel = true;
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(640, 480)]
    [InlineData(1280, 720)]
    [InlineData(1920, 1080)]
    public void Create_OrdinaryFrames_WasteLessThanAQuarter(int width, int height)
    {
        var plan = Plan(width, height);

        var pixels = plan.Levels.Sum(level => (long)level.Width * level.Height);
        Assert.InRange(plan.Pixels, pixels, pixels * 1.25);
    }

    [Fact]
    public void Create_HalfThePictureMasked_LooksAtLittleMoreThanTheOtherHalf()
    {
        var mask = PixelMask.Create(1280, 720, [Polygon.Parse("0,0 0.5,0 0.5,1 0,1")], []);

        Assert.InRange(Plan(1280, 720, mask).Pixels, 0, Plan(1280, 720).Pixels * 0.65);
    }

    private static ScanPlan Plan(int width, int height, PixelMask? mask = null)
    {
        using var frame = new Frame(width, height);
        var picture = new FrameMipmap();
        picture.Load(frame);
        return ScanPlan.Create(ImagePyramid.LevelsOf(picture, 20, 0.709), mask, threads: 1);
    }
}
