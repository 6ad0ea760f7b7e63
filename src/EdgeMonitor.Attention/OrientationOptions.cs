using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Attention;

/// <summary>
/// When a head counts as turned to the front: the section <c>attention.orientation</c>. Angles are in degrees as the camera
/// sees them, so a camera at the front of the room, above the heads, is assumed.
/// </summary>
/// <remarks>
/// Pitch from five landmarks is good to about ten degrees. A pupil who looks at the board shows the camera above it a pitch of
/// about -10°, one who writes -45° and less (mostly, no face is found any more), so the lower limit lies between the two, with
/// room for the error on both sides. Nobody in the class has a reason to look far above the camera.
/// </remarks>
public sealed class OrientationOptions
{
    /// <summary>Default of <see cref="MaximumYawDegrees"/>.</summary>
    public const double DefaultMaximumYawDegrees = 30;

    /// <summary>Default of <see cref="MaximumPitchUpDegrees"/>.</summary>
    public const double DefaultMaximumPitchUpDegrees = 25;

    /// <summary>Default of <see cref="MaximumPitchDownDegrees"/>.</summary>
    public const double DefaultMaximumPitchDownDegrees = 30;

    /// <summary>Turn to either side, 5 to 60 degrees. Default: <see cref="DefaultMaximumYawDegrees"/>.</summary>
    [Range(5.0, 60.0)]
    public double MaximumYawDegrees { get; set; } = DefaultMaximumYawDegrees;

    /// <summary>Nod upwards, 5 to 60 degrees. Default: <see cref="DefaultMaximumPitchUpDegrees"/>.</summary>
    [Range(5.0, 60.0)]
    public double MaximumPitchUpDegrees { get; set; } = DefaultMaximumPitchUpDegrees;

    /// <summary>Nod downwards, 5 to 60 degrees. Default: <see cref="DefaultMaximumPitchDownDegrees"/>.</summary>
    [Range(5.0, 60.0)]
    public double MaximumPitchDownDegrees { get; set; } = DefaultMaximumPitchDownDegrees;
}
