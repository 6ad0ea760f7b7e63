using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Dashboard.Tests.Support;

/// <summary>Messages as a device would publish them.</summary>
internal static class Samples
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    public static readonly ModelVersions Models = new("mtcnn@0123abcd", "expression@4567cdef");

    /// <summary>Now, on a whole second, as a device cuts its windows.</summary>
    public static DateTimeOffset ThisSecond() =>
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>A window without numbers.</summary>
    public static RoomAggregate Window(
        DateTimeOffset start, long sequence, WindowStatus status = WindowStatus.Suppressed) => new()
        {
            WindowStart = start,
            WindowEnd = start + Length,
            Sequence = sequence,
            Mode = AttentionMode.Combined,
            Status = status,
            Coverage = 1,
            MinimumGroup = 5,
            Rounding = new RoundingRule(5, 0.05),
            Models = Models,
        };

    /// <summary>A window with numbers.</summary>
    public static RoomAggregate Window(DateTimeOffset start, long sequence, double attentive, int people = 20) =>
        Window(start, sequence, WindowStatus.Ok) with
        {
            People = people,
            VisibleShare = 0.9,
            AttentiveShare = attentive,
            Expressions = new ExpressionShares(0, 0, 0, 0.25, 0.05, 0.05, 0.65),
        };

    /// <summary>What a device says that it collects.</summary>
    public static PrivacyReport Collection() => new()
    {
        Version = "0.1.0",
        Device = "north/room-12/cam-1",
        Mode = new ReportedMode(AttentionMode.Orientation, InfersEmotions: false, Acknowledged: false, "No emotion is inferred."),
        Topics = [new("edgemonitor/north/room-12/cam-1/attention", "sent", "room-aggregate", 1, Retained: true, "A window", 90)],
        Fields = [new("room-aggregate", "people", FieldSubject.Group, "People present, rounded")],
        Settings = [new("attention.rounding.people", "5", "The step that people are rounded to")],
        Stores = [new("/var/lib/edgemonitor/outbox.db", "Windows that wait for the broker", "1000 messages")],
        Outbound = [new("publish", "broker:8883", "MQTT over TLS", "Sends the messages")],
        OpenPorts = [],
        Units = [new("edgemonitor-sense.service", ["PrivateNetwork=yes"])],
    };

    /// <summary>What a device says that tells of whole lessons only.</summary>
    public static PrivacyReport CollectionOfLessons() => Collection() with
    {
        Topics =
        [
            new("edgemonitor/north/room-12/cam-1/lesson", "sent", "LessonRelease", 1, Retained: true, "Two noisy counts per lesson."),
            new("edgemonitor/north/room-12/cam-1/lesson/set", "received", "LessonRequest", 1, Retained: false, "Says that a lesson starts or ends."),
        ],
    };

    /// <summary>What such a device releases of a lesson.</summary>
    public static LessonRelease Release(DateTimeOffset start, DateTimeOffset end, int people = 23, int attentive = 18) =>
        Release(start, end, LessonStatus.Ok) with { People = people, Attentive = attentive };

    /// <summary>A release without numbers.</summary>
    public static LessonRelease Release(DateTimeOffset start, DateTimeOffset end, LessonStatus status) => new()
    {
        LessonStart = start,
        LessonEnd = end,
        Mode = AttentionMode.Orientation,
        Status = status,
        MinimumGroup = 5,
        Epsilon = 0.5,
        Unit = LessonRelease.OnePersonInOneLesson,
        DailyEpsilon = 2,
    };

    /// <summary>The health of a device that does well, but for its camera.</summary>
    public static DeviceHealth Health(
        DateTimeOffset time, CameraState camera = CameraState.Running, string? reason = null) => new()
        {
            Time = time,
            Version = "0.1.0",
            UptimeSeconds = 3725,
            Camera = new CameraHealth
            {
                State = camera,
                Reason = reason,
                CapturedPerSecond = 29.9,
                ProcessedPerSecond = 9.8,
                DroppedPerSecond = 20.1,
                FrameAgeSeconds = 0.1,
                Restarts = 1,
            },
            TemperatureCelsius = 54.2,
            MemoryBytes = 312_000_000,
            ClockSynced = true,
            OutboxDepth = 3,
            OutboxDropped = 0,
            Models = Models,
        };
}
