using System.Diagnostics;
using EdgeMonitor.Capture;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Vision.Tests.Tracking;

/// <summary>The first seconds of the demonstration's video: 20 talking faces in 1280x720, twelve frames a second.</summary>
public sealed class DemoClass : IAsyncLifetime
{
    private const int Seconds = 3;
    private readonly List<Frame> _frames = [];

    /// <summary>Faces in every frame.</summary>
    public const int Faces = 20;

    internal IReadOnlyList<Frame> Frames => _frames;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("edgemonitor-class-");
        try
        {
            var video = Path.Combine(folder.FullName, "class.mp4");
            using var script = Process.Start(Repository.Locate("deploy", "demo", "make-video.sh"), [video, $"{Seconds}"]);
            await script.WaitForExitAsync();
            Assert.Equal(0, script.ExitCode);
            await foreach (var frame in MediaReader.ReadAllAsync(video))
            {
                _frames.Add(frame);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _frames.ForEach(frame => frame.Dispose());
        return ValueTask.CompletedTask;
    }
}
