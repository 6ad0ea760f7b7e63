using EdgeMonitor.Contracts;
using EdgeMonitor.Vision;

namespace EdgeMonitor.Attention;

/// <summary>Decides whether one visible face is attentive, by the configured mode.</summary>
public sealed class AttentionRule
{
    private readonly AttentionMode _mode;
    private readonly double _threshold;
    private readonly double _maximumYaw;
    private readonly double _maximumPitch;
    private readonly double _minimumPitch;

    /// <summary>Makes the rule that <paramref name="options"/> describe.</summary>
    /// <exception cref="ArgumentException">The mode is missing.</exception>
    public AttentionRule(AttentionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _mode = options.Mode ?? throw new ArgumentException("The mode is missing.", nameof(options));
        _threshold = options.Expression.Threshold;
        _maximumYaw = options.Orientation.MaximumYawDegrees;
        _maximumPitch = options.Orientation.MaximumPitchUpDegrees;
        _minimumPitch = -options.Orientation.MaximumPitchDownDegrees;
    }

    /// <summary>Whether <paramref name="face"/> is attentive. A pose that is not a number is not turned to the front.</summary>
    /// <exception cref="InvalidOperationException">The mode needs an expression and the face has none.</exception>
    public bool IsAttentive(in FaceObservation face) => _mode switch
    {
        AttentionMode.Expression => HasAttentiveExpression(face),
        AttentionMode.Orientation => IsTurnedToTheFront(face.Pose),
        AttentionMode.Combined => HasAttentiveExpression(face) && IsTurnedToTheFront(face.Pose),
        _ => throw new InvalidOperationException($"There is no rule for the mode {_mode}."),
    };

    private bool HasAttentiveExpression(in FaceObservation face) => face.Expression is { } expression
        ? expression.Attentive > _threshold
        : throw new InvalidOperationException($"The mode {_mode} needs an expression for every face; one came without.");

    private bool IsTurnedToTheFront(HeadPose pose) =>
        Math.Abs(pose.Yaw) <= _maximumYaw && pose.Pitch <= _maximumPitch && pose.Pitch >= _minimumPitch;
}
