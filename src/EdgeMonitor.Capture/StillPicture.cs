namespace EdgeMonitor.Capture;

/// <summary>
/// Tells still pictures by their first bytes. ffmpeg must be told: from the name alone it may take <c>room%2d.jpg</c> for a
/// series of files, or a photo with an embedded preview for a video of two frames.
/// </summary>
internal static class StillPicture
{
    /// <summary>ffmpeg's demuxer for one picture of the file's format; null when the file is no still picture.</summary>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static string? FindDemuxer(string path)
    {
        Span<byte> head = stackalloc byte[12];
#pragma warning disable RS0030 // Reads: the few bytes that tell the format.
        using Stream file = File.OpenRead(path);
#pragma warning restore RS0030
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return head switch
        {
            [0xff, 0xd8, 0xff, ..] => "jpeg_pipe",
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "png_pipe",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => "webp_pipe",
            [(byte)'B', (byte)'M', ..] => "bmp_pipe",
            [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "tiff_pipe",
            _ => null,
        };
    }
}
