using System.Runtime.InteropServices;
using EdgeMonitor.Capture;
using EdgeMonitor.Vision.Detection;
using EdgeMonitor.Vision.Imaging;

namespace EdgeMonitor.Vision.Tracking;

/// <summary>
/// Follows the faces of a stream: now and then a scan of the whole picture finds them, and in the frames between O-Net alone looks
/// whether each is still where it was. A face that is lost is forgotten; when a scan finds one in its place, that is a new one.
/// No embedding is computed, and nothing but the last box is kept.
/// </summary>
internal sealed class FaceTracker
{
    private readonly FaceDetector _detector;
    private readonly ScanSchedule _schedule;
    private readonly SceneChange _scene = new();
    private readonly List<FaceCandidate> _known = [];

    /// <summary>Makes a tracker that knows no face yet.</summary>
    public FaceTracker(FaceDetector detector, TrackingOptions options)
    {
        _detector = detector;
        _schedule = new ScanSchedule(
            TimeSpan.FromSeconds(options.ShortestScanSeconds), TimeSpan.FromSeconds(options.LongestScanSeconds));
    }

    /// <summary>Whether the last frame was scanned as a whole.</summary>
    public bool Scanned { get; private set; }

    /// <summary>Finds the faces of the stream's next frame. The result is valid until the next call.</summary>
    /// <param name="picture">The frame.</param>
    /// <param name="mask">Where the frame was painted over; null where nowhere.</param>
    /// <param name="at">When it was captured.</param>
    public ReadOnlySpan<FaceCandidate> Next(FrameMipmap picture, PixelMask? mask, DateTimeOffset at)
    {
        Scanned = _schedule.IsDue(at, _scene.Measure(picture));
        ReadOnlySpan<FaceCandidate> faces;
        if (Scanned)
        {
            faces = _detector.Detect(picture, mask);
            _schedule.NoteScan(at, faces.Length, _known.Count);
            _scene.Remember(picture);
        }
        else
        {
            faces = _detector.Recheck(picture, CollectionsMarshal.AsSpan(_known));
            if (faces.Length < _known.Count)
            {
                _schedule.NoteLoss();
            }
        }

        _known.Clear();
        _known.AddRange(faces);
        return faces;
    }

    /// <summary>Forgets all faces; the next frame is scanned.</summary>
    public void Forget()
    {
        _known.Clear();
        _schedule.Forget();
        _scene.Forget();
    }
}
