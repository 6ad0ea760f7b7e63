using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Expression;
using EdgeMonitor.Vision.Imaging;
using EdgeMonitor.Vision.Inference;
using EdgeMonitor.Vision.Pose;
using EdgeMonitor.Vision.Tracking;

namespace EdgeMonitor.Vision;

/// <summary>
/// From a frame to its faces: detection with landmarks, head pose and, where wanted, expression. Not thread-safe: networks
/// and buffers are made once and used again for every frame. Several cameras take one analyzer each, all on the same networks
/// (<see cref="ForAnotherCamera"/>), one frame at a time.
/// </summary>
public sealed class FaceAnalyzer : IDisposable
{
    private readonly FaceDetector _detector;
    private readonly ExpressionNetwork? _expressions;
    private readonly TrackingOptions _tracking;
    private readonly FaceTracker? _tracker;
    private readonly bool _ownsNetworks;
    private readonly ReadingTurns _turns = new();
    private readonly FrameMipmap _picture = new();
    private readonly List<FaceObservation> _observations = [];

    private FaceAnalyzer(FaceDetector detector, ExpressionNetwork? expressions, TrackingOptions tracking, bool ownsNetworks)
    {
        _detector = detector;
        _expressions = expressions;
        _tracking = tracking;
        _ownsNetworks = ownsNetworks;
        _tracker = tracking.Enabled ? new FaceTracker(detector, tracking) : null;
    }

    /// <summary>The detector's name with the hashes of its networks.</summary>
    public string DetectorVersion => _detector.Version;

    /// <summary>The expression network's name with its hash; null where expressions are not read.</summary>
    public string? ExpressionVersion => _expressions?.Version;

    /// <summary>How long the stages of the last frame took.</summary>
    public FaceAnalyzerTimings LastTimings { get; private set; }

    /// <summary>How well the last frame could be judged; sharpness as of the last scan.</summary>
    public PictureQuality LastQuality { get; private set; } = new(PictureQuality.DarkestLuminance, Sharpness: 1);

    /// <summary>What the detection networks had to look at in the last frame.</summary>
    internal DetectionWork LastWork { get; private set; }

    /// <summary>How many expressions were read in the last frame.</summary>
    internal int LastReadings { get; private set; }

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
            var expressions = readExpressions ? ExpressionNetwork.Open(models, options.Adaptation) : null;
            return new FaceAnalyzer(detector, expressions, options.Tracking, ownsNetworks: true);
        }
        catch
        {
            detector.Dispose();
            throw;
        }
    }

    /// <summary>
    /// An analyzer that follows the faces of another camera with this one's networks. Neither may be used while the other looks at a
    /// frame, and it is of no use once this one is disposed.
    /// </summary>
    public FaceAnalyzer ForAnotherCamera() => new(_detector, _expressions, _tracking, ownsNetworks: false);

    /// <summary>Finds the faces of a frame, the most certain first. The result is valid until the next call.</summary>
    public ReadOnlySpan<FaceObservation> Analyze(Frame frame) => Look(frame, tracker: null);

    /// <summary>
    /// Finds the faces of the next frame of a stream, in no order. Only now and then the whole frame is scanned (see
    /// <see cref="TrackingOptions"/>); in between, only the places of the last frame's faces are looked at again. The result is
    /// valid until the next call.
    /// </summary>
    public ReadOnlySpan<FaceObservation> Follow(Frame frame) => Look(frame, _tracker);

    /// <summary>
    /// Forgets the faces that are followed, so that the next frame is scanned as if it were the first, and overwrites what is left
    /// of pictures in buffers of ours. What ONNX Runtime computed in between stays in its own memory until the next frame.
    /// </summary>
    public void Forget()
    {
        _picture.Wipe();
        _detector.Wipe();
        _expressions?.Wipe();
        _tracker?.Forget();
        _turns.Forget();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsNetworks)
        {
            _detector.Dispose();
            _expressions?.Dispose();
        }
    }

    private ReadOnlySpan<FaceObservation> Look(Frame frame, FaceTracker? tracker)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var start = Stopwatch.GetTimestamp();
        var before = _detector.Work;
        _picture.Load(frame);
        var faces = tracker is null ? _detector.Detect(_picture, frame.Mask) : tracker.Next(_picture, frame.Mask, frame.CapturedAt);
        LastWork = _detector.Work - before;
        var isScan = tracker is null or { Scanned: true };
        LastQuality = new PictureQuality(
            QualityMeter.Luminance(_picture, frame.Mask),
            isScan ? QualityMeter.Sharpness(_picture) : LastQuality.Sharpness);
        Describe(faces);

        var detected = Stopwatch.GetTimestamp();
        var observations = CollectionsMarshal.AsSpan(_observations);
        ReadExpressions(observations);
        _picture.Release();
        LastTimings = new FaceAnalyzerTimings(
            Detection: Stopwatch.GetElapsedTime(start, detected),
            Expression: _expressions is null ? null : Stopwatch.GetElapsedTime(detected),
            Total: Stopwatch.GetElapsedTime(start))
        {
            IsScan = isScan,
        };
        return observations;
    }

    private void Describe(ReadOnlySpan<FaceCandidate> faces)
    {
        _observations.Clear();
        _turns.Begin();
        foreach (ref readonly var face in faces)
        {
            _observations.Add(new FaceObservation(
                face.Box, face.Score, face.Landmarks, HeadPoseEstimator.Estimate(face.Landmarks), _turns.Add(face.Known)));
        }
    }

    private void ReadExpressions(Span<FaceObservation> observations)
    {
        LastReadings = 0;
        if (_expressions is null)
        {
            return;
        }

        _expressions.Read(_picture, observations, _turns.Due);
        LastReadings = _turns.Due.Length;
        foreach (var position in _turns.Due)
        {
            _turns.Note(position, observations[position].Expression);
        }
    }
}
