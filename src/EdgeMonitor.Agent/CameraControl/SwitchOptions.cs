using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>The privacy switch at the device, a Linux input device (evdev): the section <c>cameraControl.switch</c>.</summary>
internal sealed class SwitchOptions
{
    /// <summary>Default of <see cref="Code"/>: KEY_CAMERA.</summary>
    public const int DefaultCode = 212;

    /// <summary>
    /// The input device, an absolute path; those in <c>/dev/input/by-path</c> stay the same over restarts. null: there is no switch.
    /// Once it is named, the camera stays closed while it cannot be read.
    /// </summary>
    [RegularExpression("/.+", ErrorMessage = "an absolute path such as /dev/input/by-path/platform-button@11-event")]
    public string? Device { get; set; }

    /// <summary>Whether it is a key (<c>key</c>, EV_KEY) or a switch (<c>switch</c>, EV_SW); the program evtest tells. Default <c>key</c>.</summary>
    public SwitchKind Kind { get; set; } = SwitchKind.Key;

    /// <summary>Its number in linux/input-event-codes.h, 0 to 767; the program evtest tells. Default 212, KEY_CAMERA.</summary>
    [Range(0, InputDevice.HighestCode)]
    public int Code { get; set; } = DefaultCode;

    /// <summary>
    /// The position in which the camera is closed. With <c>off</c> and a contact that is closed in the other position, a cut wire
    /// closes the camera too. Default <c>on</c>.
    /// </summary>
    public SwitchPosition ClosedWhen { get; set; } = SwitchPosition.On;
}
