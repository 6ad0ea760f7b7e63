using EdgeMonitor.Agent.Health;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Tests.Health;

public sealed class PictureMeterTests
{
    private static readonly PictureQuality Good = new(Luminance: 120, Sharpness: 0.4);
    private readonly PictureMeter _meter = new();

    [Fact]
    public void Take_AfterFrames_GivesRoundedSharesAndStartsAnew()
    {
        _meter.Add(Good with { Luminance = 20 }, []);
        _meter.Add(Good with { Sharpness = 0.2 }, []);
        _meter.Add(Good, []);

        Assert.Equal(new PictureHealth(0.35, 0.35, 0), _meter.Take(tellOfFaces: true));
        Assert.Null(_meter.Take(tellOfFaces: true));
    }

    [Theory]
    [InlineData(4, 4, 0)]
    [InlineData(5, 3, 1)]
    [InlineData(6, 3, 0)]
    public void Take_SmallFaces_CountOnlyWhereTheyAreMostOfAGroup(int faces, int small, double expected)
    {
        _meter.Add(Good, [.. Enumerable.Range(0, faces).Select(i => Face(i < small ? 20 : 60))]);

        Assert.Equal(expected, _meter.Take(tellOfFaces: true)!.SmallFacesShare);
    }

    [Fact]
    public void Take_NothingMayBeToldOfFaces_LeavesTheirShareOut()
    {
        _meter.Add(Good, [.. Enumerable.Repeat(Face(20), 5)]);

        Assert.Equal(new PictureHealth(0, 0, SmallFacesShare: null), _meter.Take(tellOfFaces: false));
    }

    private static FaceObservation Face(float width) => new(new BoundingBox(0, 0, width, width), 0.9f, default, default, Expression: null);
}
