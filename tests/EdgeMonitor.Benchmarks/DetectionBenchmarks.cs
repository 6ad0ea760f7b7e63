using BenchmarkDotNet.Attributes;
using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Benchmarks;

/// <summary>
/// The three stages of MTCNN on a 1280x720 picture, one thread: the classic float networks (<c>models/training/mtcnn/convert.py</c>)
/// against the shipped int8 ones.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class DetectionBenchmarks : IDisposable
{
    private const int SmallestFace = 24;
    private const int Windows = 40;
    private readonly Frame _frame = new(1280, 720);
    private readonly FrameMipmap _picture = new();
    private readonly ColourReader _colours = new();
    private readonly List<FaceCandidate> _candidates = [];
    private ProposalNetwork? _proposal;
    private RefineNetwork? _refine;
    private OutputNetwork? _output;

    /// <summary>Which networks.</summary>
    [Params("float", "int8")]
    public string Networks { get; set; } = "int8";

    /// <summary>Loads networks and picture.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var folder = string.Equals(Networks, "int8", StringComparison.Ordinal) ? Repository.Locate("models") : Repository.Locate("artifacts", "classic-mtcnn");
        var models = new ModelFolder(new VisionOptions { ModelDirectory = folder, Threads = 1 });
        // Nothing passes these thresholds, so that both kinds do the same work behind their scores.
        _proposal = new ProposalNetwork(models.Open(ModelFolder.ProposalNetwork), threshold: 2);
        _refine = new RefineNetwork(models.Open(ModelFolder.RefineNetwork), threshold: 2);
        _output = new OutputNetwork(models.Open(ModelFolder.OutputNetwork), threshold: 2, confirmThreshold: 2);
        new Random(1).NextBytes(_frame.Y);
        _frame.U.Fill(128);
        _frame.V.Fill(128);
        _picture.Load(_frame);
        _proposal.Prepare(_picture, mask: null, SmallestFace, VisionOptions.DefaultPyramidFactor);
    }

    /// <summary>P-Net over all levels of the pyramid, with their scaling.</summary>
    [Benchmark]
    public void ProposalScan() => _proposal!.Propose(_picture, _colours, _candidates);

    /// <summary>R-Net on 40 windows, with their scaling.</summary>
    [Benchmark]
    public void RefineForty() => _refine!.Refine(_picture, _colours, FortyWindows());

    /// <summary>O-Net on 40 windows, with their scaling.</summary>
    [Benchmark]
    public void OutputForty() => _output!.Judge(_picture, _colours, FortyWindows());

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _proposal?.Dispose();
        _refine?.Dispose();
        _output?.Dispose();
        GC.SuppressFinalize(this);
    }

    private List<FaceCandidate> FortyWindows()
    {
        _candidates.Clear();
        for (var index = 0; index < Windows; index++)
        {
            var left = index % 8 * 150;
            var top = index / 8 * 130;
            _candidates.Add(new FaceCandidate(new BoundingBox(left, top, left + 80, top + 80), 0, default));
        }

        return _candidates;
    }
}
