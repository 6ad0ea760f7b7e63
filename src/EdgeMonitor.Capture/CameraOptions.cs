using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Capture;

/// <summary>
/// The camera: section <c>camera</c> of the configuration. <see cref="CameraOptionsValidator"/> checks all of it.
/// </summary>
public sealed class CameraOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "camera";

    /// <summary>Default of <see cref="Device"/>.</summary>
    public const string DefaultDevice = "/dev/video0";

    /// <summary>Default of <see cref="Width"/>.</summary>
    public const int DefaultWidth = 1280;

    /// <summary>Default of <see cref="Height"/>.</summary>
    public const int DefaultHeight = 720;

    /// <summary>Default of <see cref="FramesPerSecond"/>.</summary>
    public const int DefaultFramesPerSecond = 10;

    /// <summary>Default of <see cref="StartSeconds"/>.</summary>
    public const double DefaultStartSeconds = 30;

    /// <summary>Default of <see cref="StallSeconds"/>.</summary>
    public const double DefaultStallSeconds = 10;

    /// <summary>Default of <see cref="FreezeSeconds"/>.</summary>
    public const double DefaultFreezeSeconds = 60;

    /// <summary>How the camera is reached. Default <see cref="CameraPreset.Usb"/>.</summary>
    public CameraPreset Preset { get; set; } = CameraPreset.Usb;

    /// <summary>The device of preset <c>usb</c>, an absolute path. Default <c>/dev/video0</c>.</summary>
    public string Device { get; set; } = DefaultDevice;

    /// <summary>Which of the board's own cameras, 0 to 7, for presets <c>csi</c> and <c>jetson</c>. Default 0, the first.</summary>
    [Range(0, 7)]
    public int Number { get; set; }

    /// <summary>The video of preset <c>file</c>; relative paths start at the working directory.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// The address of preset <c>rtsp</c>, <c>rtsp://</c> or <c>rtsps://</c>. May hold a password: it never reaches a log.
    /// </summary>
    [PasswordPropertyText(true)]
    public string? Url { get; set; }

    /// <summary>The program of preset <c>command</c> and its arguments, as separate texts; no shell reads them.</summary>
    public string[] Command { get; set; } = [];

    /// <summary>
    /// Width in pixels, 64 to 8192: asked of <c>usb</c>, <c>csi</c> and <c>jetson</c> cameras (for <c>csi</c> a multiple of 64),
    /// the limit that larger <c>rtsp</c> and <c>file</c> pictures are shrunk to; <c>command</c> does as it likes. Default 1280.
    /// </summary>
    [Range(64, 8192)]
    public int Width { get; set; } = DefaultWidth;

    /// <summary>
    /// Height in pixels, 64 to 8192 (for <c>csi</c> an even number); otherwise like <see cref="Width"/>. Default 720.
    /// </summary>
    [Range(64, 8192)]
    public int Height { get; set; } = DefaultHeight;

    /// <summary>Frames per second, 1 to 120: asked of a camera, the limit for <c>rtsp</c> and <c>file</c>. Default 10.</summary>
    [Range(1, 120)]
    public int FramesPerSecond { get; set; } = DefaultFramesPerSecond;

    /// <summary>
    /// Parts of the picture that nobody may see, painted over before anything else looks at it: polygons in shares of width and
    /// height, such as <c>"0,0 0.25,0 0.25,1 0,1"</c> for the left quarter. Default none.
    /// </summary>
    public string[] Masks { get; set; } = [];

    /// <summary>
    /// Parts of the picture to look at, written like <see cref="Masks"/>; the rest is painted over, and costs nothing. Default
    /// none, which means everything.
    /// </summary>
    public string[] Regions { get; set; } = [];

    /// <summary>Seconds that a camera may take from its start to its first frame, 1 to 600. Default 30.</summary>
    [Range(1.0, 600.0)]
    public double StartSeconds { get; set; } = DefaultStartSeconds;

    /// <summary>Seconds without a frame after which a camera counts as stalled and is restarted, 1 to 600. Default 10.</summary>
    [Range(1.0, 600.0)]
    public double StallSeconds { get; set; } = DefaultStallSeconds;

    /// <summary>
    /// Seconds of the very same picture after which a camera counts as frozen and is restarted, 0 to 86400; 0 switches this off.
    /// A live sensor's noise changes every picture, but strong compression of a dark, empty room may not. Default 60.
    /// </summary>
    [Range(0.0, 86400.0)]
    public double FreezeSeconds { get; set; } = DefaultFreezeSeconds;

    /// <summary>Whether preset <c>file</c> starts again at its end; if not, the end is final. Default true.</summary>
    public bool Loop { get; set; } = true;

    /// <summary>The pauses before a restart.</summary>
    public CameraRestartOptions Restart { get; set; } = new();
}
