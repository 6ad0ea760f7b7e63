using EdgeMonitor.Capture;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Agent.Analysis;

/// <summary>Finds the faces of pictures and videos and hands them to a writer.</summary>
internal sealed class FileAnalysis
{
    private readonly FaceAnalyzer _analyzer;
    private readonly IFaceWriter _writer;
    private readonly TextWriter _error;
    private readonly double _framesPerSecond;

    /// <summary>Makes an analysis.</summary>
    /// <param name="analyzer">What finds the faces.</param>
    /// <param name="writer">Where they go.</param>
    /// <param name="error">Where problems go.</param>
    /// <param name="framesPerSecond">How many frames of a second of video are looked at.</param>
    public FileAnalysis(FaceAnalyzer analyzer, IFaceWriter writer, TextWriter error, double framesPerSecond)
    {
        _analyzer = analyzer;
        _writer = writer;
        _error = error;
        _framesPerSecond = framesPerSecond;
    }

    /// <summary>Goes through all paths; what cannot be read is reported and does not stop the rest.</summary>
    /// <returns>Whether everything could be read.</returns>
    public async Task<bool> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var complete = true;
        foreach (var (path, files) in MediaFiles.Expand(paths))
        {
            if (files.Count == 0)
            {
                complete = false;
                await _error.WriteLineAsync(Directory.Exists(path)
                    ? $"{path}: the folder holds no picture or video"
                    : $"{path}: no such file or folder");
            }

            foreach (var file in files)
            {
                complete &= await AnalyzeAsync(file, cancellationToken);
            }
        }

        _writer.Finish();
        return complete;
    }

    private async Task<bool> AnalyzeAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var isVideo = MediaFiles.IsVideo(file);
            await foreach (var frame in MediaReader.ReadAllAsync(file, isVideo ? _framesPerSecond : null, cancellationToken))
            {
                using (frame)
                {
                    TimeSpan? time = isVideo ? frame.CapturedAt - DateTimeOffset.UnixEpoch : null;
                    var faces = _analyzer.Analyze(frame);
                    _writer.Write(new AnalyzedFrame(Path.GetFileName(file), time, _analyzer.LastQuality.IsTooDark), faces);
                }
            }

            return true;
        }
        catch (MediaReadException problem)
        {
            await _error.WriteLineAsync(problem.Message);
            return false;
        }
    }
}
