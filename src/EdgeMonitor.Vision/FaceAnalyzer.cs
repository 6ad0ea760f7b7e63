using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;
using EdgeMonitor.Vision.Pose;

namespace EdgeMonitor.Vision;

/// <summary>
/// From a frame to its faces: detection with landmarks, head pose and, where wanted, expression. Not thread-safe: networks
/// and buffers are made once and used again for every frame.
/// </summary>
public sealed class FaceAnalyzer : IDisposable
{
    private readonly FaceDetector _detector;
    private readonly ExpressionNetwork? _expressions;
    private readonly RgbImage _colours = new();
    private readonly List<FaceObservation> _observations = [];

    private FaceAnalyzer(FaceDetector detector, ExpressionNetwork? expressions)
    {
        _detector = detector;
        _expressions = expressions;
    }

    /// <summary>The detector's name with the hashes of its networks.</summary>
    public string DetectorVersion => _detector.Version;

    /// <summary>The expression network's name with its hash; null where expressions are not read.</summary>
    public string? ExpressionVersion => _expressions?.Version;

    /// <summary>How long the stages of the last frame took.</summary>
    public FaceAnalyzerTimings LastTimings { get; private set; }

    /// <summary>Loads the networks.</summary>
    /// <param name="options">Sizes, thresholds and the folder of the networks.</param>
    /// <param name="readExpressions">Whether to read expressions; otherwise the expression network is not even opened.</param>
    /// <exception cref="ModelException">A network is missing or damaged.</exception>
    public static FaceAnalyzer Create(VisionOptions options, bool readExpressions)
    {
        ArgumentNullException.ThrowIfNull(options);
        var models = new ModelFolder(options);
        var detector = new FaceDetector(options, models);
        try
        {
            return new FaceAnalyzer(detector, readExpressions ? OpenExpressions(models, options.Adaptation) : null);
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <summary>Finds the faces of a frame, the most certain first. The result is valid until the next call.</summary>
    public ReadOnlySpan<FaceObservation> Analyze(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var start = Stopwatch.GetTimestamp();
        _observations.Clear();
        _colours.Load(frame);
        foreach (ref readonly var face in _detector.Detect(_colours))
        {
            _observations.Add(new FaceObservation(
                face.Box, face.Score, face.Landmarks, HeadPoseEstimator.Estimate(face.Landmarks), Expression: null));
        }

        var detected = Stopwatch.GetTimestamp();
        var observations = CollectionsMarshal.AsSpan(_observations);
        _expressions?.Read(frame, observations);
        LastTimings = new FaceAnalyzerTimings(
            Detection: Stopwatch.GetElapsedTime(start, detected),
            Expression: _expressions is null ? null : Stopwatch.GetElapsedTime(detected),
            Total: Stopwatch.GetElapsedTime(start));
        return observations;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        _expressions?.Dispose();
    }

    private static ExpressionNetwork OpenExpressions(ModelFolder models, string? adaptation)
    {
        var session = models.Open(ModelFolder.ExpressionNetwork);
        try
        {
            return new ExpressionNetwork(session, adaptation is null ? null : Correction(session, models, adaptation));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static ExpressionCorrection Correction(NetworkSession session, ModelFolder models, string path)
    {
        var adaptation = ExpressionAdaptation.Read(path);
        var network = ExpressionNetwork.NameOf(session);
        return string.Equals(adaptation.Network, network, StringComparison.Ordinal)
            ? new ExpressionCorrection(ExpressionPrior.Of(session, models.Location), adaptation)
            : throw new ModelException(
                $"The adaptation {path} was made with {adaptation.Network}, but the network is {network}. Make it again with: edgemonitor adapt");
    }
}
