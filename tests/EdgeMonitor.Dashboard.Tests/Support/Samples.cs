using EdgeMonitor.Contracts;

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
