using EdgeMonitor.Contracts;
using EdgeMonitor.Contracts.Privacy;

namespace EdgeMonitor.Dashboard.History;

/// <summary>What is known of a device at one moment.</summary>
public sealed record DeviceSnapshot
{
    /// <summary>The device's id within its room.</summary>
    public required string Device { get; init; }

    /// <summary>Whether the device is connected to the broker.</summary>
    public required Availability Availability { get; init; }

    /// <summary>When the device was last known to be alive; null before its first word.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>The newest window by its own time; null before the first.</summary>
    public RoomAggregate? Latest { get; init; }

    /// <summary>What the device said that it collects; null before it did.</summary>
    public PrivacyReport? Collection { get; init; }

    /// <summary>Whether it tells of whole lessons, in place of numbers per window.</summary>
    public bool ReleasesLessons => Collection?.Topics.Any(known =>
        Topics.TryParse(known.Topic, out _, out var level) && string.Equals(level, Topics.LessonLevel, StringComparison.Ordinal)) is true;

    /// <summary>The last word about the device's health; null before the first.</summary>
    public DeviceHealth? Health { get; init; }
}
