using System.Globalization;
using System.Text;

namespace EdgeMonitor.Capture.Tests;

/// <summary>Pictures for tests, from ffmpeg and by hand.</summary>
internal static class TestSource
{
    /// <summary>An endless moving test picture as Y4M on standard output.</summary>
    public static string[] Command(int width, int height, bool paced = true)
        => Ffmpeg(string.Create(CultureInfo.InvariantCulture, $"testsrc2=size={width}x{height}:rate=25"), paced);

    /// <summary>Anything that ffmpeg's lavfi can make as Y4M on standard output.</summary>
    public static string[] Ffmpeg(string lavfi, bool paced = true)
        =>
        [
            "ffmpeg", "-nostdin", "-loglevel", "error", .. paced ? ["-re"] : Array.Empty<string>(),
            "-f", "lavfi", "-i", lavfi, "-pix_fmt", "yuv420p", "-f", "yuv4mpegpipe", "pipe:1",
        ];

    /// <summary>A Y4M stream of frames whose samples are all the frame's number.</summary>
    public static byte[] Y4M(int width, int height, int frames, string tags = "F25:1 Ip A1:1 C420jpeg", string frameLine = "FRAME")
    {
        var stream = new MemoryStream();
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"YUV4MPEG2 W{width} H{height} {tags}\n")));
        for (var frame = 0; frame < frames; frame++)
        {
            stream.Write(Encoding.ASCII.GetBytes(frameLine + "\n"));
            stream.Write(Enumerable.Repeat((byte)frame, Frame.SizeOf(width, height)).ToArray());
        }

        return stream.ToArray();
    }
}
