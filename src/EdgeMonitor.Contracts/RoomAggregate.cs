namespace EdgeMonitor.Contracts;

/// <summary>
/// The attention of a room over one window: the only thing about people that leaves a device. It describes a group of at
/// least <see cref="MinimumGroup"/> people; where <see cref="Status"/> is not <see cref="WindowStatus.Ok"/> the numbers
/// about people are absent (null, and left out of the JSON), not zero.
/// </summary>
public sealed record RoomAggregate
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Start of the window, UTC, inclusive.</summary>
    public required DateTimeOffset WindowStart { get; init; }

    /// <summary>End of the window, UTC, exclusive.</summary>
    public required DateTimeOffset WindowEnd { get; init; }

    /// <summary>Rises with every window of a device, also over restarts, so that a consumer can drop duplicates.</summary>
    public required long Sequence { get; init; }

    /// <summary>The rule that decided who is attentive.</summary>
    public required AttentionMode Mode { get; init; }

    /// <summary>Whether the window carries numbers and, if not, why.</summary>
    public required WindowStatus Status { get; init; }

    /// <summary>Why the camera was closed, if only for a moment; absent unless <see cref="Status"/> is <see cref="WindowStatus.Closed"/>.</summary>
    public IReadOnlyList<ClosingCause>? ClosedBy { get; init; }

    /// <summary>People present: a high quantile of the faces seen over the last minutes, rounded to <see cref="RoundingRule.People"/>.</summary>
    public int? People { get; init; }

    /// <summary>Faces seen of people present, 0..1, rounded to <see cref="RoundingRule.Share"/>.</summary>
    public double? VisibleShare { get; init; }

    /// <summary>Attentive people of people present, 0..1, rounded to <see cref="RoundingRule.Share"/>.</summary>
    public double? AttentiveShare { get; init; }

    /// <summary>Share per emotion; only in modes that infer expressions, and only when switched on.</summary>
    public ExpressionShares? Expressions { get; init; }

    /// <summary>Share of the window with usable frames, 0..1. It describes the camera, not people.</summary>
    public required double Coverage { get; init; }

    /// <summary>The group size below which a window is suppressed.</summary>
    public required int MinimumGroup { get; init; }

    /// <summary>The steps that the numbers are rounded to.</summary>
    public required RoundingRule Rounding { get; init; }

    /// <summary>The networks that saw the frames.</summary>
    public required ModelVersions Models { get; init; }
}
