namespace EdgeMonitor.Contracts;

/// <summary>
/// What is said about a lesson, once: two counts with noise, such that the whole release is <see cref="Epsilon"/>-differentially
/// private for <see cref="Unit"/>.
/// </summary>
public sealed record LessonRelease
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>
    /// The only <see cref="Unit"/>: two lessons are neighbours when they differ in whether one person was in view, and attentive, in
    /// whichever of their frames.
    /// </summary>
    public const string OnePersonInOneLesson = "one person in one lesson";

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When it was said that the lesson starts; UTC, whole seconds.</summary>
    public required DateTimeOffset LessonStart { get; init; }

    /// <summary>When it was said that it ends; UTC, whole seconds.</summary>
    public required DateTimeOffset LessonEnd { get; init; }

    /// <summary>The rule that decided who is attentive.</summary>
    public required AttentionMode Mode { get; init; }

    /// <summary>Whether there are numbers and, if not, why.</summary>
    public required LessonStatus Status { get; init; }

    /// <summary>People present: a high quantile of the faces seen during the lesson, with noise for half of the epsilon.</summary>
    public int? People { get; init; }

    /// <summary>Attentive people: the median over the lesson, with noise of its own for the other half; 0 to <see cref="People"/>.</summary>
    public int? Attentive { get; init; }

    /// <summary>The smallest noisy number of people that numbers are given for.</summary>
    public required int MinimumGroup { get; init; }

    /// <summary>What this release has spent of the day's budget; 0 when nothing was drawn from the pictures.</summary>
    public required double Epsilon { get; init; }

    /// <summary>Whom <see cref="Epsilon"/> protects: <see cref="OnePersonInOneLesson"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>What the releases of a day may spend together: the epsilon of one person in a whole day.</summary>
    public required double DailyEpsilon { get; init; }
}
