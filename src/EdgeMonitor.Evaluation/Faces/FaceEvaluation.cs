using System.Diagnostics;
using System.Globalization;
using EdgeMonitor.Capture;
using EdgeMonitor.Evaluation.Data;
using EdgeMonitor.Evaluation.Metrics;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Inference;

namespace EdgeMonitor.Evaluation.Faces;

/// <summary>Measures the face detector on photos (<c>images/</c>) with boxes that people drew (<see cref="FaceBoxes"/>).</summary>
public static class FaceEvaluation
{
    /// <summary>Measures.</summary>
    /// <exception cref="DataMistakeException">The data have mistakes.</exception>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static async Task<FaceReport> RunAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Detections is { } file ? Measure(request, file) : await MeasureAsync(request, cancellationToken);
    }

    private static FaceReport Measure(EvaluationRequest request, string file)
    {
        var found = Detections.Read(file);
        var results = Pictures(request).ConvertAll(picture => new PictureResult(picture.Boxes, found[Path.GetFileName(picture.Path)]));
        return Report(request, results) with { DetectedBy = Path.GetFileName(file) };
    }

    private static async Task<FaceReport> MeasureAsync(EvaluationRequest request, CancellationToken cancellationToken)
    {
        var vision = request.Vision;
        using var analyzer = FaceAnalyzer.Create(vision, readExpressions: false);
        var pictures = Pictures(request);
        var results = new List<PictureResult>();
        var milliseconds = new List<double>();
        foreach (var picture in pictures)
        {
            var (found, took) = await FindAsync(analyzer, picture, cancellationToken);
            results.Add(new PictureResult(picture.Boxes, found));
            milliseconds.Add(took.TotalMilliseconds);
            request.Progress?.Report(new EvaluationProgress(results.Count, pictures.Count, "pictures"));
        }

        return Report(request, results) with
        {
            Models = EvaluationReport.ModelsOf(vision, ModelRole.Detection),
            MillisecondsPerPicture = Median.Of(milliseconds),
            Settings = new DetectorSettings(
                vision.MinimumFaceSize, vision.PyramidFactor,
                vision.ProposalThreshold, vision.RefineThreshold, vision.OutputThreshold, vision.ConfirmThreshold),
        };
    }

    private static List<LabelledPicture> Pictures(EvaluationRequest request) =>
        [.. FaceBoxes.Read(request.Folder, request.Split).Take(request.Limit ?? int.MaxValue)];

    private static FaceReport Report(EvaluationRequest request, List<PictureResult> results) => new()
    {
        Product = request.Product,
        Split = request.Split,
        Limit = request.Limit,
        Models = [],
        Faces = FaceTally.Figures(results),
    };

    private static async Task<(List<FoundFace> Found, TimeSpan Took)> FindAsync(
        FaceAnalyzer analyzer, LabelledPicture picture, CancellationToken cancellationToken)
    {
        var found = new List<FoundFace>();
        var took = TimeSpan.Zero;
        try
        {
            await foreach (var frame in MediaReader.ReadAllAsync(picture.Path, cancellationToken: cancellationToken))
            {
                using (frame)
                {
                    CheckSize(frame, picture);
                    var start = Stopwatch.GetTimestamp();
                    var faces = analyzer.Analyze(frame);
                    took += Stopwatch.GetElapsedTime(start);
                    foreach (var face in faces)
                    {
                        found.Add(new FoundFace(face.Box, face.Score));
                    }
                }
            }
        }
        catch (MediaReadException problem)
        {
            throw new DataMistakeException(problem.Message);
        }

        return (found, took);
    }

    // Boxes drawn on a picture of another size, or before it was turned, would measure nothing.
    private static void CheckSize(Frame frame, LabelledPicture picture)
    {
        if ((frame.Width, frame.Height) != (picture.Width, picture.Height))
        {
            throw new DataMistakeException(string.Create(
                CultureInfo.InvariantCulture,
                $"{picture.Source}: the picture is {picture.Width}x{picture.Height} pixels by the labels, " +
                $"but {frame.Width}x{frame.Height} in {picture.Path}"));
        }
    }
}
