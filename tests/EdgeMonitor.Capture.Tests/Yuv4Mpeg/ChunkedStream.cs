namespace EdgeMonitor.Capture.Tests.Yuv4Mpeg;

/// <summary>Gives its bytes in small pieces, as a pipe may.</summary>
internal sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
}
