namespace EdgeMonitor.Capture.Tests;

public sealed class FramePainterTests
{
    [Fact]
    public void Apply_FramesOfDifferentSizes_HidesTheSamePart()
    {
        var painter = new FramePainter(new CameraOptions { Masks = ["0,0 0.5,0 0.5,1 0,1"] });
        foreach (var (width, height) in ((int, int)[])[(64, 48), (32, 24), (64, 48)])
        {
            using var frame = new Frame(width, height);
            frame.Y.Fill(200);

            painter.Apply(frame);

            for (var i = 0; i < frame.Y.Length; i++)
            {
                Assert.Equal(i % width < width / 2 ? 16 : 200, frame.Y[i]);
            }
        }
    }

    [Fact]
    public void Apply_NoPolygons_LeavesTheFrameAlone()
    {
        using var frame = new Frame(64, 48);
        frame.Y.Fill(200);

        new FramePainter(new CameraOptions()).Apply(frame);

        Assert.Null(frame.Mask);
        Assert.All(frame.Y.ToArray(), value => Assert.Equal(200, value));
    }

    [Fact(Timeout = 60_000)]
    public async Task Camera_WithAMask_HandsOutNoFrameWithoutIt()
    {
        var options = new CameraOptions
        {
            Preset = CameraPreset.Command,
            Command = TestSource.Command(64, 48, paced: false),
            Masks = ["0,0 1,0 1,1 0,1"],
            FreezeSeconds = 0,
        };
        await using var camera = new Camera(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Camera>.Instance);

        for (var taken = 0; taken < 5; taken++)
        {
            using var frame = await camera.NextFrameAsync(TestContext.Current.CancellationToken);
            Assert.All(frame!.Y.ToArray(), value => Assert.Equal(16, value));
        }
    }

    [Fact]
    public void Validate_BadPolygon_NamesKeyAndPlace()
    {
        List<System.ComponentModel.DataAnnotations.ValidationResult> mistakes = [];

        CameraOptionsValidator.Validate(new CameraOptions { Regions = ["0,0 1,0 1,1", "0,0 2,0 1,1"] }, mistakes);

        var mistake = Assert.Single(mistakes);
        Assert.Equal(["camera.regions"], mistake.MemberNames);
        Assert.Equal(
            "camera.regions polygon 2 has a point \"2,0\"; a point is x,y, each from 0 to 1, such as 0.25,0.5.", mistake.ErrorMessage);
    }
}
