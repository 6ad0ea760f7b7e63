using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Attention.Tests;

public sealed class WindowAggregatorAllocationTests
{
    [Theory]
    [InlineData(AttentionMode.Orientation)]
    [InlineData(AttentionMode.Expression)]
    [InlineData(AttentionMode.Combined)]
    public void Observe_AfterTheFirstFrames_AllocatesNothing(AttentionMode mode)
    {
        var options = TestRoom.Options(mode);
        options.WindowSeconds = 3600;
        options.PublishExpressions = mode is not AttentionMode.Orientation;
        var aggregator = new WindowAggregator(options, new ModelVersions("mtcnn@0123abcd"), _ => { });
        FaceObservation[] faces = [.. Enumerable.Repeat(TestRoom.Face(happy: 0.9f), 30)];
        var now = Feed(aggregator, TestRoom.Eight, faces, frames: 500);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(aggregator, now, faces, frames: 5000);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);
    }

    /// <summary>
    /// Five frames a second, so that 5000 of them pass through every slice of the presence more than three times.
    /// </summary>
    private static DateTimeOffset Feed(WindowAggregator aggregator, DateTimeOffset now, FaceObservation[] faces, int frames)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            now += TimeSpan.FromMilliseconds(200);
            aggregator.Advance(now);
            aggregator.Observe(now, faces.AsSpan(0, frame % 30), FrameCondition.Usable);
        }

        return now;
    }
}
