using System.Globalization;
using EdgeMonitor.Capture.Processes;

namespace EdgeMonitor.Capture;

/// <summary>
/// The child processes of a preset. The last one writes YUV4MPEG2, 4:2:0, 8 bit, BT.601, limited range (for a
/// <see cref="GreyPicture"/> a PGM). README.md says why each line is as it is.
/// </summary>
/// <param name="Stages">The programs, each reading what the one before it writes.</param>
/// <param name="FramesOnStandardError">Whether the last writes frames to standard error and messages to standard output.</param>
internal sealed record CaptureCommand(IReadOnlyList<ChildCommand> Stages, bool FramesOnStandardError = false)
{
    // Without the flush, the end of each frame waits in ffmpeg's buffer for the next frame.
    private static readonly string[] Y4MOutput =
        ["-fps_mode", "passthrough", "-f", "yuv4mpegpipe", "-flush_packets", "1", "pipe:1"];

    private static readonly string[] PgmOutput = ["-f", "image2pipe", "-c:v", "pgm", "pipe:1"];

    private static readonly string[] FfmpegGlobal = ["-nostdin", "-hide_banner", "-loglevel", "error"];

    private const string ToLimitedBt601 = "out_color_matrix=bt601:out_range=tv,format=yuv420p";

    private const string KeepProportions = "force_original_aspect_ratio=decrease:force_divisible_by=2";

    /// <summary>
    /// The command line for a log: without the secrets of addresses, and without the arguments of the user's own command, which may
    /// be secrets too.
    /// </summary>
    public static string Describe(CameraOptions options) => options.Preset is CameraPreset.Command
        ? $"{options.Command[0]} …"
        : string.Join(" | ", For(options).Stages.Select(stage =>
            string.Join(' ', stage.Arguments.Select(argument => WithoutSecrets(argument, options)).Prepend(stage.Program))));

    /// <summary>The command of a camera whose options are valid.</summary>
    public static CaptureCommand For(CameraOptions options) => options.Preset switch
    {
        CameraPreset.Usb => Usb(options),
        CameraPreset.Csi => Csi(options),
        CameraPreset.Jetson => Jetson(options),
        CameraPreset.Rtsp => Rtsp(options),
        CameraPreset.File => File(options),
        CameraPreset.Command => new CaptureCommand([new ChildCommand(options.Command[0], options.Command[1..])]),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Preset, "There is no such camera preset."),
    };

    /// <summary>The one picture of a file, in its own size.</summary>
    /// <param name="path">The file.</param>
    /// <param name="demuxer">ffmpeg's name for the file's format.</param>
    public static CaptureCommand ForPicture(string path, string demuxer)
        => Ffmpeg(["-f", demuxer, .. FileInput(path)], $"scale={ToLimitedBt601}", ["-frames:v", "1"]);

    /// <summary>
    /// The one picture of a file in grey, full range, as a binary PGM. A picture that is 8-bit grey is not converted.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="demuxer">ffmpeg's name for the file's format.</param>
    public static CaptureCommand ForGreyPicture(string path, string demuxer)
        => new([FfmpegStage(["-f", demuxer, .. FileInput(path)], "format=gray", ["-frames:v", "1", .. PgmOutput])]);

    /// <summary>The frames of a video in its own size, in order and as fast as they are read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="framesPerSecond">Frames per second of the video to give; null gives all.</param>
    public static CaptureCommand ForVideo(string path, double? framesPerSecond)
    {
        var rate = framesPerSecond is { } given ? string.Create(CultureInfo.InvariantCulture, $"fps={given},") : "";
        return Ffmpeg(FileInput(path), $"{rate}scale={ToLimitedBt601}");
    }

    // Escaped first, since the mask takes a space or a quote for the end of the address.
    private static string WithoutSecrets(string argument, CameraOptions options) =>
        options.Preset is CameraPreset.Rtsp && argument.Equals(options.Url, StringComparison.Ordinal)
            ? UrlMask.Apply(new Uri(argument).AbsoluteUri.Replace("'", "%27", StringComparison.Ordinal))
            : argument;

    private static CaptureCommand Usb(CameraOptions options) => Ffmpeg(
        [
            "-f", "v4l2", "-input_format", "mjpeg",
            "-framerate", Text(options.FramesPerSecond),
            "-video_size", $"{Text(options.Width)}x{Text(options.Height)}",
            "-i", options.Device,
        ],
        FitInto(options));

    private static CaptureCommand Csi(CameraOptions options)
    {
        var size = $"{Text(options.Width)}x{Text(options.Height)}";
        var rate = Text(options.FramesPerSecond);

        // rpicam-vid chooses the matrix by size and has no option for it.
        var matrix = options.Width >= 1280 || options.Height >= 720 ? "bt709" : "bt601";
        var camera = new ChildCommand(
            "rpicam-vid",
            [
                "--nopreview", "--verbose", "0", "--timeout", "0", "--camera", Text(options.Number),
                "--codec", "yuv420", "--flush", "--width", Text(options.Width), "--height", Text(options.Height), "--framerate", rate, "--output", "-",
            ]);
        var converter = Ffmpeg(
            ["-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", size, "-framerate", rate, "-i", "pipe:0"],
            $"scale=in_color_matrix={matrix}:in_range=tv:{ToLimitedBt601}");
        return new CaptureCommand([camera, .. converter.Stages]);
    }

    private static CaptureCommand Jetson(CameraOptions options) => new(
        [
            new ChildCommand(
                "gst-launch-1.0",
                [
                    "-q", "nvarguscamerasrc", $"sensor-id={Text(options.Number)}", "!",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"video/x-raw(memory:NVMM),width={options.Width},height={options.Height},framerate={options.FramesPerSecond}/1"),
                    "!", "nvvidconv", "!", "video/x-raw,format=I420", "!", "y4menc", "!", "fdsink", "fd=2",
                ]),
        ],
        FramesOnStandardError: true);

    private static CaptureCommand Rtsp(CameraOptions options)
    {
        // ffmpeg's own limit is longer than ours, so that a stall is told as one; it serves connections that never come about.
        var microseconds = ((options.StallSeconds + 5) * 1e6).ToString("F0", CultureInfo.InvariantCulture);
        return Ffmpeg(
            ["-fflags", "nobuffer", "-flags", "low_delay", "-rtsp_transport", "tcp", "-timeout", microseconds, "-i", options.Url!],
            $"{AtMost(options.FramesPerSecond)},{FitInto(options)}");
    }

    private static CaptureCommand File(CameraOptions options)
    {
        string[] loop = options.Loop ? ["-stream_loop", "-1"] : [];
        return Ffmpeg(["-re", .. loop, .. FileInput(options.Path!)], $"{AtMost(options.FramesPerSecond)},{FitInto(options)}");
    }

    // The protocols are named so that a playlist in disguise cannot make ffmpeg reach into the network; the prefix, so that
    // neither a colon nor a dash in a name means anything.
    private static string[] FileInput(string path)
        => ["-protocol_whitelist", "file", "-i", $"file:{System.IO.Path.GetFullPath(path)}"];

    private static CaptureCommand Ffmpeg(IEnumerable<string> input, string filter, IEnumerable<string>? output = null)
        => new([FfmpegStage(input, filter, [.. output ?? [], .. Y4MOutput])]);

    private static ChildCommand FfmpegStage(IEnumerable<string> input, string filter, IEnumerable<string> output)
        => new("ffmpeg", [.. FfmpegGlobal, .. input, "-map", "0:v:0", "-vf", filter, .. output]);

    // Drops whole frames before the costly steps and, unlike ffmpeg's fps filter, never makes up frames where timestamps jump.
    private static string AtMost(int framesPerSecond) => string.Create(
        CultureInfo.InvariantCulture,
        $"select='isnan(prev_t)+not(eq(round(t*{framesPerSecond}),round(prev_t*{framesPerSecond})))'");

    // Smaller stays as it is, larger shrinks; faces keep their proportions.
    private static string FitInto(CameraOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"scale=w='min(iw,{options.Width})':h='min(ih,{options.Height})':{KeepProportions}:{ToLimitedBt601}");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
