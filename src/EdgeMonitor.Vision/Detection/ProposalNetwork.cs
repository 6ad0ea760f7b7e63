using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Vision.Detection;

/// <summary>
/// P-Net, the first stage: a fully convolutional network that looks at every 12x12 window of a pyramid level, two pixels
/// apart. Input <c>pixels [1,3,H,W]</c> uint8 RGB; outputs <c>score [1,1,h,w]</c> and <c>box [1,4,h,w]</c>.
/// </summary>
internal sealed class ProposalNetwork : IDisposable
{
    /// <summary>Frames of so many sizes and masks are laid out without starting anew: more than a device has cameras.</summary>
    public const int MostLayouts = 4;

    /// <summary>Side of the window that the network sees, in pixels of the level.</summary>
    public const int WindowSize = 12;

    /// <summary>Pixels of the level from a window to the next.</summary>
    public const int Stride = 2;

    private const float LevelOverlap = 0.5f;

    private readonly NetworkSession _session;
    private readonly float _threshold;
    private readonly NonMaximumSuppression _suppression = new();
    private readonly List<List<FaceCandidate>> _found = [];
    private readonly List<int> _hits = [];

    // The one used last comes last.
    private readonly List<Layout> _layouts = [];

    /// <summary>Takes over the session.</summary>
    public ProposalNetwork(NetworkSession session, float threshold)
    {
        _session = session;
        _threshold = threshold;
    }

    /// <summary>The first hexadecimal digits of the file's SHA-256.</summary>
    public string Hash => _session.Hash;

    /// <summary>How the pyramid of the frame that was prepared last is laid out.</summary>
    public ScanPlan Plan => _layouts[^1].Plan;

    /// <summary>How often a window of the network fits into a line of so many pixels.</summary>
    public static int Positions(int size) => (size - WindowSize) / Stride + 1;

    /// <summary>
    /// Lays out the pyramid for frames of one size and mask; called again with what it knows it only chooses. A stream keeps its mask,
    /// so each camera keeps its layout.
    /// </summary>
    public void Prepare(FrameMipmap picture, PixelMask? mask, int minimumFaceSize, double factor)
    {
        for (var i = _layouts.Count - 1; i >= 0; i--)
        {
            var layout = _layouts[i];
            if (layout.Fits(picture, mask))
            {
                _layouts.RemoveAt(i);
                _layouts.Add(layout);
                return;
            }
        }

        if (_layouts.Count == MostLayouts)
        {
            _layouts[0].Dispose();
            _layouts.RemoveAt(0);
        }

        _layouts.Add(new Layout(_session, picture, mask, ImagePyramid.LevelsOf(picture, minimumFaceSize, factor)));
        while (_found.Count < Plan.Levels.Count)
        {
            _found.Add([]);
        }
    }

    /// <summary>Adds a candidate for every window that may hold a face; each level's own overlaps are already suppressed.</summary>
    public void Propose(FrameMipmap picture, ColourReader colours, List<FaceCandidate> candidates)
    {
        var layout = _layouts[^1];
        layout.Pyramid.Load(picture);
        foreach (var tiles in layout.Plan.Sheets)
        {
            foreach (var tile in tiles)
            {
                Draw(tile, layout, colours);
            }

            layout.Sheet.Call.Run();
            foreach (var tile in tiles)
            {
                Collect(tile, layout);
            }
        }

        for (var level = 0; level < layout.Plan.Levels.Count; level++)
        {
            _suppression.Apply(_found[level], LevelOverlap, NonMaximumSuppression.Overlap.Union);
            candidates.AddRange(_found[level]);
            _found[level].Clear();
        }
    }

    /// <summary>Overwrites the pyramids and the sheets that they were laid out on.</summary>
    public void Wipe() => _layouts.ForEach(static layout => layout.Wipe());

    /// <inheritdoc/>
    public void Dispose()
    {
        _layouts.ForEach(static layout => layout.Dispose());
        _layouts.Clear();
        _session.Dispose();
    }

    private static void Draw(ScanTile tile, Layout layout, ColourReader colours)
    {
        var (pyramid, sheet) = (layout.Pyramid, layout.Sheet);
        colours.Convert(
            pyramid.Plane(tile.Level, 0).Part(tile.Area),
            pyramid.Plane(tile.Level, 1).Part(tile.Area),
            pyramid.Plane(tile.Level, 2).Part(tile.Area),
            sheet.Pixels.AsSpan(tile.Y * sheet.Width + tile.X),
            sheet.Width,
            sheet.Width * sheet.Height);
    }

    private void Collect(ScanTile tile, Layout layout)
    {
        var sheet = layout.Sheet;
        var level = layout.Plan.Levels[tile.Level];
        var found = _found[tile.Level];
        var columns = tile.Columns;
        for (var row = 0; row < tile.Rows; row++)
        {
            var start = (tile.Y / Stride + row) * sheet.Columns + tile.X / Stride;
            ScoreThreshold.FindPassing(sheet.Scores.AsSpan(start, columns), _threshold, _hits);
            foreach (var column in _hits)
            {
                var x = tile.Area.Left + column * Stride;
                var y = tile.Area.Top + row * Stride;
                var window = new BoundingBox(
                    x * level.ScaleX, y * level.ScaleY, (x + WindowSize) * level.ScaleX, (y + WindowSize) * level.ScaleY);
                found.Add(new FaceCandidate(window, sheet.Scores[start + column], sheet.RegressionAt(start + column)));
            }
        }
    }

    /// <summary>How the pyramid of frames of one size and mask is laid out, with its buffers.</summary>
    private sealed class Layout : IDisposable
    {
        private readonly (int Width, int Height, PixelMask? Mask) _frame;

        public Layout(NetworkSession session, FrameMipmap picture, PixelMask? mask, IReadOnlyList<PyramidLevel> levels)
        {
            _frame = (picture.Width, picture.Height, mask);
            Plan = ScanPlan.Create(levels, mask, session.Threads);
            Pyramid = new ImagePyramid(levels);
            Sheet = new Sheet(session, Plan.SheetWidth, Plan.SheetHeight);
        }

        public ScanPlan Plan { get; }

        public ImagePyramid Pyramid { get; }

        public Sheet Sheet { get; }

        public bool Fits(FrameMipmap picture, PixelMask? mask) => _frame == (picture.Width, picture.Height, mask);

        public void Wipe()
        {
            Pyramid.Wipe();
            Sheet.Pixels.AsSpan().Clear();
        }

        public void Dispose() => Sheet.Dispose();
    }

    /// <summary>The buffers of a call.</summary>
    private sealed class Sheet : IDisposable
    {
        private readonly float[] _boxes;

        public Sheet(NetworkSession session, int width, int height)
        {
            Width = width;
            Height = height;
            Columns = Positions(width);
            var rows = Positions(height);
            Pixels = GC.AllocateArray<byte>(3 * width * height, pinned: true);
            Scores = GC.AllocateUninitializedArray<float>(Columns * rows, pinned: true);
            _boxes = GC.AllocateUninitializedArray<float>(4 * Columns * rows, pinned: true);
            Call = session.Bind(
                new Tensor<byte>("pixels", Pixels, 1, 3, height, width),
                new Tensor<float>("score", Scores, 1, 1, rows, Columns),
                new Tensor<float>("box", _boxes, 1, 4, rows, Columns));
        }

        public int Width { get; }

        public int Height { get; }

        public int Columns { get; }

        public byte[] Pixels { get; }

        public float[] Scores { get; }

        public BoundCall Call { get; }

        public BoundingBoxRegression RegressionAt(int cell)
        {
            var cells = Scores.Length;
            return new BoundingBoxRegression(
                _boxes[cell], _boxes[cells + cell], _boxes[2 * cells + cell], _boxes[3 * cells + cell]);
        }

        public void Dispose() => Call.Dispose();
    }
}
