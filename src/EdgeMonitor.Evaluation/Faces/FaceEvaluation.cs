using System.Globalization;
using EdgeMonitor.Capture;
using EdgeMonitor.Evaluation.Data;
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
        using var analyzer = FaceAnalyzer.Create(request.Vision, readExpressions: false);
        var pictures = FaceBoxes.Read(request.Folder, request.Split).Take(request.Limit ?? int.MaxValue).ToList();
        var results = new List<PictureResult>();
        foreach (var picture in pictures)
        {
            results.Add(new PictureResult(picture.Boxes, await FindAsync(analyzer, picture, cancellationToken)));
            request.Progress?.Report(new EvaluationProgress(results.Count, pictures.Count, "pictures"));
        }

        var vision = request.Vision;
        return new FaceReport
        {
            Product = request.Product,
            Split = request.Split,
            Limit = request.Limit,
            Models = EvaluationReport.ModelsOf(vision, ModelRole.Detection),
            Settings = new DetectorSettings(
                vision.MinimumFaceSize, vision.PyramidFactor,
                vision.ProposalThreshold, vision.RefineThreshold, vision.OutputThreshold),
            Faces = FaceTally.Figures(results),
        };
    }

    private static async Task<List<FoundFace>> FindAsync(
        FaceAnalyzer analyzer, LabelledPicture picture, CancellationToken cancellationToken)
    {
        var found = new List<FoundFace>();
        try
        {
            await foreach (var frame in MediaReader.ReadAllAsync(picture.Path, cancellationToken: cancellationToken))
            {
                using (frame)
                {
                    CheckSize(frame, picture);
                    foreach (var face in analyzer.Analyze(frame))
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

        return found;
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
