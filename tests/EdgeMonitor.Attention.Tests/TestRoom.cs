using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;
using EdgeMonitor.Vision.Expression;

namespace EdgeMonitor.Attention.Tests;

/// <summary>A room with an aggregator, a clock that starts on a Monday at eight, and everything that was published.</summary>
internal sealed class TestRoom
{
    public static readonly DateTimeOffset Eight = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    private readonly List<RoomAggregate> _published = [];

    public TestRoom(AttentionOptions? options = null, DateTimeOffset? start = null, int cameras = 1)
    {
        Aggregator = new WindowAggregator(options ?? Options(), new ModelVersions("mtcnn@0123abcd"), _published.Add, cameras);
        Now = start ?? Eight;
    }

    public WindowAggregator Aggregator { get; }

    public DateTimeOffset Now { get; private set; }

    public IReadOnlyList<RoomAggregate> Published => _published;

    public static AttentionOptions Options(AttentionMode mode = AttentionMode.Orientation) => new()
    {
        Mode = mode,
        EmotionInferenceAcknowledged = mode is not AttentionMode.Orientation,
    };

    public static FaceObservation Face(float yaw = 0, float pitch = 0, float? happy = null) => new(
        new BoundingBox(0, 0, 48, 48),
        Score: 0.99f,
        Landmarks: default,
        new HeadPose(yaw, pitch, Roll: 0),
        happy is { } probability ? new ExpressionReading(0, 0, 0, probability, 1 - probability, 0, 0) : null);

    public static FaceObservation[] Faces(int attentive, int inattentive = 0) =>
        [.. Enumerable.Repeat(Face(), attentive), .. Enumerable.Repeat(Face(yaw: 80), inattentive)];

    /// <summary>Shows the same faces for a time, five frames a second.</summary>
    public TestRoom Show(double seconds, FaceObservation[] faces, FrameCondition condition = FrameCondition.Usable)
    {
        for (var frame = 0; frame < seconds * 5; frame++)
        {
            Aggregator.Observe(Now, faces, condition);
            Now += TimeSpan.FromSeconds(0.2);
        }

        return this;
    }

    /// <summary>Shows each camera's faces for a time, five frames a second of each, one shortly after the other.</summary>
    public TestRoom ShowEach(double seconds, params FaceObservation[][] cameras)
    {
        for (var frame = 0; frame < seconds * 5; frame++)
        {
            for (var camera = 0; camera < cameras.Length; camera++)
            {
                Aggregator.Observe(Now + TimeSpan.FromMilliseconds(10 * camera), cameras[camera], FrameCondition.Usable, camera);
            }

            Now += TimeSpan.FromSeconds(0.2);
        }

        return this;
    }

    /// <summary>Shows attentive faces for a time, and others that are not.</summary>
    public TestRoom Show(double seconds, int attentive, int inattentive = 0) => Show(seconds, Faces(attentive, inattentive));

    /// <summary>Lets time pass without frames.</summary>
    public TestRoom Wait(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        Aggregator.Advance(Now);
        return this;
    }

    /// <summary>Sets the clock without telling anyone.</summary>
    public TestRoom SetClock(DateTimeOffset now)
    {
        Now = now;
        return this;
    }

    /// <summary>Tells the aggregator the time and gives the newest window.</summary>
    public RoomAggregate Last()
    {
        Aggregator.Advance(Now);
        return _published[^1];
    }
}
