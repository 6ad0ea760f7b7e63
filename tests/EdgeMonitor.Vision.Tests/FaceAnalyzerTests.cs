using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Vision.Tests;

public sealed class FaceAnalyzerTests
{
    private const int Repetitions = 30;

    [Fact]
    public async Task Analyze_SameFrameAgain_GivesTheSameFacesFromTheSameBuffers()
    {
        using var frame = await SampleAsync("sample5.jpg");
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: true);
        var first = analyzer.Analyze(frame).ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var again = 0; again < Repetitions; again++)
        {
            analyzer.Analyze(frame);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(first, analyzer.Analyze(frame).ToArray());

        // The smallest object has 24 bytes, so this is less than one in every frame; the runtime itself allocates now and then.
        Assert.InRange((double)allocated / Repetitions, 0, 23.9);
    }

    [Fact]
    public async Task Analyze_FramesOfDifferentSizes_AreEachSeenWhole()
    {
        using var large = await SampleAsync("sample5.jpg");
        using var small = new Frame(19, 13);
        small.Y.Fill(128);
        small.U.Fill(128);
        small.V.Fill(128);
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: false);

        Assert.Equal(5, analyzer.Analyze(large).Length);
        Assert.Equal(0, analyzer.Analyze(small).Length);
        Assert.Equal(5, analyzer.Analyze(large).Length);
    }

    [Fact]
    public async Task Analyze_WithoutExpressions_GivesNone()
    {
        using var frame = await SampleAsync("sample3.jpg");
        using var analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: false);

        Assert.All(analyzer.Analyze(frame).ToArray(), face => Assert.Null(face.Expression));
        Assert.Null(analyzer.LastTimings.Expression);
    }

    private static async Task<Frame> SampleAsync(string name)
    {
        var path = Repository.Locate("node_modules", "@vladmandic", "face-api", "demo", name);
        await foreach (var frame in MediaReader.ReadAllAsync(path))
        {
            return frame;
        }

        throw new InvalidOperationException($"{path} holds no picture.");
    }
}
