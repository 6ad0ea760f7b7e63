using BenchmarkDotNet.Attributes;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Benchmarks;

/// <summary>The stages of a frame of 1280x720 with 20 faces, one thread.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class StageBenchmarks : IDisposable
{
    private const int ManyWindows = 2000;
    private readonly FrameMipmap _picture = new();
    private readonly ColourReader _colours = new();
    private readonly NonMaximumSuppression _suppression = new();
    private readonly List<FaceCandidate> _candidates = [];
    private readonly byte[] _face = new byte[FaceAlignment.Side * FaceAlignment.Side];
    private Frame? _frame;
    private FaceAnalyzer? _analyzer;
    private FaceDetector? _detector;
    private ExpressionNetwork? _expressions;
    private ImagePyramid? _pyramid;
    private WindowAggregator? _windows;
    private FaceObservation[] _observations = [];
    private FaceCandidate[] _faces = [];
    private FaceCandidate[] _crowd = [];
    private int[] _positions = [];
    private DateTimeOffset _now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Loads networks and picture, finds the faces.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var options = new VisionOptions { Threads = 1 };
        var models = new ModelFolder(options);
        _frame = ClassPicture.ReadVideo(1)[0];
        _analyzer = FaceAnalyzer.Create(options, readExpressions: true);
        _observations = _analyzer.Analyze(_frame).ToArray();
        _positions = [.. Enumerable.Range(0, _observations.Length)];
        _detector = new FaceDetector(options, models);
        _expressions = new ExpressionNetwork(models.Open(ModelFolder.ExpressionNetwork));
        _picture.Load(_frame);
        _faces = _detector.Detect(_picture, mask: null).ToArray();
        _pyramid = new ImagePyramid(ImagePyramid.LevelsOf(_picture, options.MinimumFaceSize, options.PyramidFactor));
        var random = new Random(1);
        _crowd = [.. Enumerable.Range(0, ManyWindows).Select(_ => Window(random.Next(1240), random.Next(680), random.Next(20, 40), random.NextSingle()))];
        _windows = new WindowAggregator(
            new AttentionOptions { Mode = AttentionMode.Orientation }, new ModelVersions("benchmark"), static _ => { });
    }

    /// <summary>Halving the frame.</summary>
    [Benchmark]
    public void Mipmap() => _picture.Load(_frame!);

    /// <summary>Scaling to every level of P-Net's pyramid.</summary>
    [Benchmark]
    public void Pyramid() => _pyramid!.Load(_picture);

    /// <summary>A whole scan: P-Net, R-Net, O-Net and all between them.</summary>
    [Benchmark]
    public int Detection() => _detector!.Detect(_picture, mask: null).Length;

    /// <summary>20 known faces looked at again.</summary>
    [Benchmark]
    public int Tracking() => _detector!.Recheck(_picture, _faces).Length;

    /// <summary>Suppression among 2,000 windows.</summary>
    [Benchmark]
    public void Suppression()
    {
        _candidates.Clear();
        _candidates.AddRange(_crowd);
        _suppression.Apply(_candidates, 0.7f, NonMaximumSuppression.Overlap.Union);
    }

    /// <summary>20 windows of 48x48 cut out.</summary>
    [Benchmark]
    public void Cropping()
    {
        Span<byte> pixels = stackalloc byte[3 * 48 * 48];
        foreach (var face in _faces)
        {
            _colours.Crop(_picture, BoundingBoxRegression.ToSquare(face.Box), pixels, 48);
        }
    }

    /// <summary>20 faces aligned.</summary>
    [Benchmark]
    public void Alignment()
    {
        foreach (var face in _observations)
        {
            FaceAlignment.Cut(_picture, face.Landmarks, _face);
        }
    }

    /// <summary>20 expressions, alignment included.</summary>
    [Benchmark]
    public void Expressions() => _expressions!.Read(_picture, _observations, _positions);

    /// <summary>20 faces into the window.</summary>
    [Benchmark]
    public void Aggregation()
    {
        _now += TimeSpan.FromMilliseconds(100);
        _windows!.Observe(_now, _observations, FrameCondition.Usable);
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _analyzer?.Dispose();
        _detector?.Dispose();
        _expressions?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static FaceCandidate Window(float left, float top, float side, float score) =>
        new(new BoundingBox(left, top, left + side, top + side), score, default);
}
