namespace EdgeMonitor.Contracts;

/// <summary>Says that a lesson starts or ends now. Each ended lesson gives one <see cref="LessonRelease"/>.</summary>
public sealed record LessonRequest
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Whether it starts or ends.</summary>
    public required LessonAction Action { get; init; }
}
