using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Detection;

namespace EdgeMonitor.Vision.Tests.Tracking;

/// <summary>Following faces over a video against scanning each of its frames.</summary>
public sealed class FollowTests : IClassFixture<DemoClass>
{
    private const float SameFace = 0.5f;
    private readonly DemoClass _class;

    public FollowTests(DemoClass demo) => _class = demo;

    [Fact]
    public void Follow_DemoClass_AgreesWithScansFrameByFrame()
    {
        using var scanning = Create(readExpressions: false);
        using var following = Create(readExpressions: false);
        int scans = 0, faces = 0, found = 0, followed = 0, right = 0;
        foreach (var frame in _class.Frames)
        {
            var truth = scanning.Analyze(frame).ToArray();
            var result = following.Follow(frame).ToArray();
            if (following.LastTimings.IsScan)
            {
                scans++;
                continue;
            }

            faces += truth.Length;
            found += truth.Count(face => Shows(result, face));
            followed += result.Length;
            right += result.Count(face => Shows(truth, face));
        }

        // Three seconds: a scan at the start, after one and after three.
        Assert.InRange(scans, 2, 4);
        Assert.InRange((double)found / faces, 0.98, 1);
        Assert.InRange((double)right / followed, 0.98, 1);
    }

    /// <summary>The whole class, and half of it masked, in turn on the same networks: what each sees is as if it were alone.</summary>
    [Fact]
    public void Follow_TwoCamerasOnTheSameNetworks_AreSeenAsIfEachWereAlone()
    {
        using var first = Create(readExpressions: true);
        using var second = first.ForAnotherCamera();
        using var alone = Create(readExpressions: true);
        using var aloneToo = Create(readExpressions: true);
        var mask = PixelMask.Create(1280, 720, [Polygon.Parse("0,0 0.5,0 0.5,1 0,1")], []);
        foreach (var frame in _class.Frames.Take(16))
        {
            using var half = Copy(frame);
            half.Mask = mask;
            mask.Apply(half);

            Assert.Equal(alone.Follow(frame).ToArray(), first.Follow(frame).ToArray());
            var seen = second.Follow(half).ToArray();
            Assert.Equal(aloneToo.Follow(half).ToArray(), seen);
            Assert.InRange(seen.Length, 5, DemoClass.Faces - 5);
        }
    }

    [Fact]
    public void Follow_TwentyFaces_CostsAtMostAQuarterOfAScan()
    {
        const long PerReading = 59_000_000;
        using var analyzer = Create(readExpressions: true);
        var scan = new List<long>();
        var tracked = new List<long>();
        foreach (var frame in _class.Frames)
        {
            Assert.Equal(DemoClass.Faces, analyzer.Follow(frame).Length);
            var work = analyzer.LastWork.MultiplyAdds + analyzer.LastReadings * PerReading;
            (analyzer.LastTimings.IsScan ? scan : tracked).Add(work);
            if (!analyzer.LastTimings.IsScan)
            {
                Assert.Equal(new DetectionWork(0, 0, DemoClass.Faces), analyzer.LastWork);
            }
        }

        Assert.InRange(tracked.Max(), 0, scan.Min() / 4);
    }

    [Fact]
    public void Follow_SteadyState_AllocatesNothing()
    {
        using var analyzer = Create(readExpressions: true);
        foreach (var frame in _class.Frames)
        {
            analyzer.Follow(frame);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var frame in _class.Frames)
        {
            analyzer.Follow(frame);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The smallest object has 24 bytes, so this is less than one in every frame; the runtime itself allocates now and then.
        Assert.InRange((double)allocated / _class.Frames.Count, 0, 23.9);
    }

    [Fact]
    public void Follow_SceneChanges_IsScannedAtOnce()
    {
        using var analyzer = Create(readExpressions: false);
        using var dark = new Frame(1280, 720) { CapturedAt = _class.Frames[1].CapturedAt };
        dark.Y.Fill(16);
        dark.U.Fill(128);
        dark.V.Fill(128);

        analyzer.Follow(_class.Frames[0]);
        Assert.Equal(0, analyzer.Follow(dark).Length);
        Assert.True(analyzer.LastTimings.IsScan);
        Assert.Equal(DemoClass.Faces, analyzer.Follow(_class.Frames[2]).Length);
        Assert.True(analyzer.LastTimings.IsScan);
    }

    [Fact]
    public void Follow_FacesThatAreGone_AreForgotten()
    {
        using var analyzer = Create(readExpressions: false);
        using var half = Copy(_class.Frames[1]);
        half.Y[..(half.Y.Length / 4)].Fill(128);
        half.U[..(half.U.Length / 4)].Fill(128);
        half.V[..(half.V.Length / 4)].Fill(128);

        analyzer.Follow(_class.Frames[0]);
        Assert.Equal(DemoClass.Faces * 3 / 4, analyzer.Follow(half).Length);
        Assert.False(analyzer.LastTimings.IsScan);

        // They are back at once, but only a scan finds them.
        Assert.Equal(DemoClass.Faces * 3 / 4, analyzer.Follow(_class.Frames[2]).Length);
    }

    [Fact]
    public void Forget_KnownFaces_AreLookedForAnew()
    {
        using var analyzer = Create(readExpressions: true);
        analyzer.Follow(_class.Frames[0]);

        analyzer.Forget();

        Assert.Equal(DemoClass.Faces, analyzer.Follow(_class.Frames[1]).Length);
        Assert.True(analyzer.LastTimings.IsScan);
        Assert.Equal(DemoClass.Faces, analyzer.LastReadings);
    }

    private static FaceAnalyzer Create(bool readExpressions) =>
        FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions);

    private static Frame Copy(Frame frame)
    {
        var copy = new Frame(frame.Width, frame.Height) { CapturedAt = frame.CapturedAt };
        frame.Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    private static bool Shows(FaceObservation[] faces, FaceObservation face) => Array.Exists(faces, other =>
    {
        var intersection = other.Box.IntersectionWith(face.Box);
        return intersection >= SameFace * (other.Box.Area + face.Box.Area - intersection);
    });
}
