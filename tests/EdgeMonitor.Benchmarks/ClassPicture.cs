using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Benchmarks;

/// <summary>Frames with a chosen number of real faces, put together from the tiles of the demonstration's video.</summary>
internal static class ClassPicture
{
    private const int SourceColumns = 5;
    private const int SourceRows = 4;
    private const int SourceFaces = SourceColumns * SourceRows;

    /// <summary>The first frames of the video: 1280x720, 20 faces. It waits: BenchmarkDotNet does not await a setup in its own process.</summary>
    public static IReadOnlyList<Frame> ReadVideo(int count) => ReadVideoAsync(count).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<Frame>> ReadVideoAsync(int count)
    {
        var frames = new List<Frame>();
        await foreach (var frame in MediaReader.ReadAllAsync(Repository.Locate("artifacts", "demo", "class.mp4")))
        {
            frames.Add(frame);
            if (frames.Count == count)
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>Lays faces out on a grey wall: up to 20 in five columns, up to 40 in eight.</summary>
    public static Frame Draw(Frame source, int faces, int width, int height)
    {
        var (columns, rows) = faces <= SourceFaces ? (SourceColumns, SourceRows) : (8, 5);
        var target = new Frame(width, height) { CapturedAt = source.CapturedAt };
        target.Y.Fill(110);
        target.U.Fill(128);
        target.V.Fill(128);
        for (var face = 0; face < faces; face++)
        {
            for (var channel = 0; channel < FrameMipmap.Channels; channel++)
            {
                var from = Cell(Plane(source, channel), face % SourceFaces, SourceColumns, SourceRows);
                from.ScaleTo(Cell(Plane(target, channel), face, columns, rows), LibYuv.FilterMode.Box);
            }
        }

        return target;
    }

    private static PlaneView Cell(PlaneView plane, int cell, int columns, int rows)
    {
        var (width, height) = (plane.Width / columns, plane.Height / rows);
        return plane.Part(new PixelRectangle(cell % columns * width, cell / columns * height, width, height));
    }

    private static PlaneView Plane(Frame frame, int channel) => channel switch
    {
        0 => new PlaneView(frame.Y, frame.Width, frame.Height),
        1 => new PlaneView(frame.U, frame.ChromaWidth, frame.ChromaHeight),
        _ => new PlaneView(frame.V, frame.ChromaWidth, frame.ChromaHeight),
    };
}
