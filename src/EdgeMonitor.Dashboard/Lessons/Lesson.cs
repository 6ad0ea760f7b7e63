using EdgeMonitor.Dashboard.History;

namespace EdgeMonitor.Dashboard.Lessons;

/// <summary>A lesson in a room, as its teacher started and ended it.</summary>
public sealed record Lesson
{
    /// <summary>The lesson's number.</summary>
    public required long Id { get; init; }

    /// <summary>Where it was.</summary>
    public required RoomAddress Room { get; init; }

    /// <summary>What the teacher called it; may be empty.</summary>
    public required string Title { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended, UTC; null while it runs.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>The account that started it.</summary>
    public required string Teacher { get; init; }

    /// <summary>What the teacher noted, in the order of time.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];
}
