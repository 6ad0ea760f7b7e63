using BenchmarkDotNet.Attributes;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Benchmarks;

/// <summary>
/// Whole frames, from I420 to observations with expressions, one thread: a scan, and a frame between two scans. The scan runs
/// first in each case, so that the tracker knows its faces.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class PipelineBenchmarks : IDisposable
{
    private const int FramesInTurn = 6;
    private readonly List<Frame> _frames = [];
    private FaceAnalyzer? _analyzer;
    private int _next;

    /// <summary>Faces in the picture.</summary>
    [Params(1, 5, 20, 40)]
    public int Faces { get; set; }

    /// <summary>Size of the picture.</summary>
    [Params("640x480", "1280x720", "1920x1080")]
    public string Size { get; set; } = "1280x720";

    /// <summary>Draws the frames and lets the tracker find the faces.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var size = Array.ConvertAll(Size.Split('x'), int.Parse);
        foreach (var source in ClassPicture.ReadVideo(FramesInTurn))
        {
            using (source)
            {
                _frames.Add(ClassPicture.Draw(source, Faces, size[0], size[1]));
            }
        }

        _analyzer = FaceAnalyzer.Create(new VisionOptions { Threads = 1 }, readExpressions: true);
        var found = _analyzer.Follow(_frames[0]).Length;
        if (Math.Abs(found - Faces) > Faces / 5 + 1)
        {
            throw new InvalidOperationException($"The picture has {Faces} faces, but {found} were found.");
        }
    }

    /// <summary>A scan of the whole picture.</summary>
    [Benchmark]
    public int Scan() => _analyzer!.Analyze(Next()).Length;

    /// <summary>A frame between two scans.</summary>
    [Benchmark]
    public int Tracked() => _analyzer!.Follow(Next()).Length;

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _analyzer?.Dispose();
        GC.SuppressFinalize(this);
    }

    // Less than a second of video, over and over again, so that no scan falls due.
    private Frame Next() => _frames[_next++ % 2 == 0 ? 0 : 1];
}
