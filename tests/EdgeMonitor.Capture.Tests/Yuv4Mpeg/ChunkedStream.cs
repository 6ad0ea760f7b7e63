namespace EdgeMonitor.Capture.Tests.Yuv4Mpeg;

/// <summary>Gives its bytes in small pieces, as a pipe may.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
}
