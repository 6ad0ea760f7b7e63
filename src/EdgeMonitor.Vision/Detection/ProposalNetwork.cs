using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// P-Net, the first stage: a fully convolutional network that looks at every 12x12 window of a pyramid level, two pixels
/// apart. Input <c>pixels [1,3,H,W]</c> uint8 RGB; outputs <c>score [1,1,h,w]</c> and <c>box [1,4,h,w]</c>.
/// </summary>
internal sealed class ProposalNetwork : IDisposable
{
    /// <summary>Side of the window that the network sees, in pixels of the level.</summary>
    public const int WindowSize = 12;

    private const int Stride = 2;
    private const float LevelOverlap = 0.5f;

    private readonly NetworkSession _session;
    private readonly float _threshold;
    private readonly List<Level> _levels = [];
    private (int Width, int Height) _frameSize;

    /// <summary>Takes over the session.</summary>
    public ProposalNetwork(NetworkSession session, float threshold)
    {
        _session = session;
        _threshold = threshold;
    }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _session.Hash;

    /// <summary>Lays out the pyramid for frames of one size; called again with the same size it does nothing.</summary>
    public void Prepare(int width, int height, int minimumFaceSize, double factor)
    {
        if (_frameSize == (width, height))
        {
            return;
        }

        DisposeLevels();
        foreach (var (levelWidth, levelHeight) in ImagePyramid.Levels(width, height, minimumFaceSize, factor))
        {
            _levels.Add(new Level(_session, levelWidth, levelHeight));
        }

        _frameSize = (width, height);
    }

    /// <summary>Adds a candidate for every window that may hold a face; each level's own overlaps are already suppressed.</summary>
    public void Propose(RgbImage frame, List<FaceCandidate> candidates)
    {
        foreach (var level in _levels)
        {
            frame.ScaleTo(level.Pixels, level.Width, level.Height);
            level.Call.Run();

            var first = candidates.Count;
            Collect(level, (float)frame.Width / level.Width, (float)frame.Height / level.Height, candidates);
            NonMaximumSuppression.Apply(candidates, first, LevelOverlap, NonMaximumSuppression.Overlap.Union);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeLevels();
        _session.Dispose();
    }

    private void Collect(Level level, float scaleX, float scaleY, List<FaceCandidate> candidates)
    {
        var cells = level.Columns * level.Rows;
        ReadOnlySpan<float> edges = level.Boxes;
        for (var cell = 0; cell < cells; cell++)
        {
            var score = level.Scores[cell];
            if (score < _threshold)
            {
                continue;
            }

            var x = cell % level.Columns * Stride;
            var y = cell / level.Columns * Stride;
            var window = new BoundingBox(x * scaleX, y * scaleY, (x + WindowSize) * scaleX, (y + WindowSize) * scaleY);
            var regression = new BoundingBoxRegression(
                edges[cell], edges[cells + cell], edges[2 * cells + cell], edges[3 * cells + cell]);
            candidates.Add(new FaceCandidate(window, score, regression));
        }
    }

    private void DisposeLevels()
    {
        _levels.ForEach(level => level.Call.Dispose());
        _levels.Clear();
    }

    /// <summary>Buffers of one pyramid level.</summary>
    private sealed class Level
    {
        public Level(NetworkSession session, int width, int height)
        {
            Width = width;
            Height = height;
            Columns = Cells(width);
            Rows = Cells(height);
            Pixels = GC.AllocateUninitializedArray<byte>(3 * width * height, pinned: true);
            Scores = GC.AllocateUninitializedArray<float>(Columns * Rows, pinned: true);
            Boxes = GC.AllocateUninitializedArray<float>(4 * Columns * Rows, pinned: true);
            Call = session.Bind(
                new Tensor<byte>("pixels", Pixels, 1, 3, height, width),
                new Tensor<float>("score", Scores, 1, 1, Rows, Columns),
                new Tensor<float>("box", Boxes, 1, 4, Rows, Columns));
        }

        public int Width { get; }

        public int Height { get; }

        public int Columns { get; }

        public int Rows { get; }

        public byte[] Pixels { get; }

        public float[] Scores { get; }

        public float[] Boxes { get; }

        public BoundCall Call { get; }

        private static int Cells(int size) => (size - WindowSize) / Stride + 1;
    }
}
