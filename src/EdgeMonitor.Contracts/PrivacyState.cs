namespace EdgeMonitor.Contracts;

/// <summary>Whether the camera may see, and if not, why.</summary>
public sealed record PrivacyState
{
    /// <summary>The version of this payload's schema.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the schema that this payload follows.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Whether it is open or closed.</summary>
    public required ShutterPosition State { get; init; }

    /// <summary>Everything that keeps it closed; absent while it is open, and when the device itself stops.</summary>
    public IReadOnlyList<ClosingCause>? ClosedBy { get; init; }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(PrivacyState? other) => other is not null && Schema == other.Schema && State == other.State
        && (ClosedBy ?? []).SequenceEqual(other.ClosedBy ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schema, State, ClosedBy?.Count);

    /// <summary>The state that a health report tells of.</summary>
    public static PrivacyState Of(CameraHealth camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        return new PrivacyState
        {
            State = camera.State is CameraState.Closed ? ShutterPosition.Closed : ShutterPosition.Open,
            ClosedBy = camera.ClosedBy,
        };
    }
}
