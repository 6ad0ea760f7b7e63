using System.CommandLine;
using EdgeMonitor.Agent.Analysis;
using EdgeMonitor.Attention;
using EdgeMonitor.Capture;
using EdgeMonitor.Contracts;
using EdgeMonitor.LocalPages;
using EdgeMonitor.Vision;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeMonitor.Agent.Verbs;

/// <summary>The three things that <c>edgemonitor analyze</c> can do with what it finds: print, report, show.</summary>
internal sealed class AnalyzeRun
{
    private readonly VisionOptions _vision;
    private readonly bool _readExpressions;
    private readonly double _framesPerSecond;
    private readonly InvocationConfiguration _streams;

    /// <summary>Loads nothing yet.</summary>
    /// <param name="vision">Sizes and thresholds.</param>
    /// <param name="readExpressions">Whether to read expressions.</param>
    /// <param name="framesPerSecond">How many frames of a second of video to look at.</param>
    /// <param name="streams">Where output and errors go.</param>
    public AnalyzeRun(VisionOptions vision, bool readExpressions, double framesPerSecond, InvocationConfiguration streams)
    {
        _vision = vision;
        _readExpressions = readExpressions;
        _framesPerSecond = framesPerSecond;
        _streams = streams;
    }

    /// <summary>Prints every face.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> PrintAsync(IReadOnlyList<string> paths, bool asJson, CancellationToken cancellationToken)
    {
        using var analyzer = FaceAnalyzer.Create(_vision, _readExpressions);
        IFaceWriter writer = asJson ? new JsonLinesWriter(_streams.Output) : new FaceTableWriter(_streams.Output);
        return await AnalyzeAsync(analyzer, writer, paths, cancellationToken) ? ExitStatus.Ok : ExitStatus.BadInput;
    }

    /// <summary>Writes the attention over a recorded lesson as a page.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> ReportAsync(string video, string page, AttentionMode mode, int windowSeconds, CancellationToken cancellationToken)
    {
        if (!MediaFiles.IsVideo(video))
        {
            await _streams.Error.WriteLineAsync($"{video}: --report takes a video, such as lesson.mp4");
            return ExitStatus.BadInput;
        }

        using var analyzer = FaceAnalyzer.Create(_vision, readExpressions: mode is not AttentionMode.Orientation);
        var lesson = new LessonWriter(
            new AttentionOptions
            {
                Mode = mode,

                // Who names the mode has read what it does; the page says it again.
                EmotionInferenceAcknowledged = true,
                WindowSeconds = windowSeconds,
                FrameValidSeconds = Math.Clamp(2 / _framesPerSecond, 0.2, 5),
            },
            new ModelVersions(analyzer.DetectorVersion, analyzer.ExpressionVersion));
        if (!await AnalyzeAsync(analyzer, lesson, [video], cancellationToken))
        {
            return ExitStatus.BadInput;
        }

        try
        {
            await File.WriteAllTextAsync(page, LessonPage.Render(Path.GetFileName(video), lesson.Windows), cancellationToken);
            await _streams.Error.WriteLineAsync($"wrote {page}");
            return ExitStatus.Ok;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await _streams.Error.WriteLineAsync($"{page} cannot be written: {problem.Message}");
            return ExitStatus.Failed;
        }
    }

    /// <summary>Shows what is found in a camera or video, until it is stopped.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> ShowAsync(string path, AttentionMode? mode, int port)
    {
        if (LiveView.IsAppliance(AppContext.BaseDirectory))
        {
            await _streams.Error.WriteLineAsync(
                "This is an appliance: it shows no single face to anybody. To set its camera up, use: edgemonitor preview");
            return ExitStatus.BadInput;
        }

        if (!File.Exists(path))
        {
            await _streams.Error.WriteLineAsync($"{path}: no such camera or video");
            return ExitStatus.BadInput;
        }

        var rule = mode ?? (_readExpressions ? AttentionMode.Combined : AttentionMode.Orientation);
        using var analyzer = FaceAnalyzer.Create(_vision, _readExpressions || rule is not AttentionMode.Orientation);
        using var stop = new StopSignals();
        try
        {
            await using var server = await LocalPageServer.StartAsync(LivePage.Page, port, stop.Token);
            await using var camera = new Camera(LiveView.CameraOf(path), TimeProvider.System, NullLogger<Camera>.Instance);
            await _streams.Output.WriteLineAsync($"On this machine: {server.Address} (Ctrl-C ends it)");
            await LiveView.RunAsync(camera, analyzer, new AttentionRule(new AttentionOptions { Mode = rule }), server, stop.Token);
            return ExitStatus.Ok;
        }
        catch (IOException problem)
        {
            await _streams.Error.WriteLineAsync(PortOption.Describe(port, problem));
            return ExitStatus.BadInput;
        }
    }

    private Task<bool> AnalyzeAsync(FaceAnalyzer analyzer, IFaceWriter writer, IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        new FileAnalysis(analyzer, writer, _streams.Error, _framesPerSecond).RunAsync(paths, cancellationToken);
}
