namespace EdgeMonitor.Capture.Yuv4Mpeg;

/// <summary>What the first line of a YUV4MPEG2 stream says. The samples are always 8-bit 4:2:0.</summary>
/// <param name="Width">Width in pixels, at least 1.</param>
/// <param name="Height">Height in pixels, at least 1.</param>
/// <param name="FramesPerSecond">The stated rate; 0 when the stream does not say.</param>
internal readonly record struct Y4MHeader(int Width, int Height, double FramesPerSecond);
