using System.Buffers.Binary;

namespace EdgeMonitor.Agent.Link;

/// <summary>Reads frames from a stream, whatever it sends: memory is fixed, and an impossible length ends it.</summary>
internal sealed class LinkFrameReader
{
    private readonly Stream _stream;
    private readonly byte[] _header = new byte[LinkFrame.HeaderBytes];
    private readonly byte[] _payload = new byte[LinkFrame.MaximumBytes];

    /// <summary>Reads from <paramref name="stream"/>, which stays the caller's.</summary>
    public LinkFrameReader(Stream stream) => _stream = stream;

    /// <summary>Reads the next frame; null at the end of the stream.</summary>
    /// <exception cref="LinkException">The stream ends within a frame, or a frame says that it is too long.</exception>
    public async ValueTask<LinkFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await _stream.ReadAtLeastAsync(_header, _header.Length, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        var length = read == _header.Length ? BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(1)) : 0;
        if (length > LinkFrame.MaximumBytes)
        {
            throw new LinkException($"A message of {length} bytes was announced; at most {LinkFrame.MaximumBytes} are taken.");
        }

        var payload = _payload.AsMemory(0, length);
        if (read < _header.Length
            || await _stream.ReadAtLeastAsync(payload, length, throwOnEndOfStream: false, cancellationToken) < length)
        {
            throw new LinkException("The connection ended within a message.");
        }

        return new LinkFrame((LinkMessageKind)_header[0], payload);
    }
}
