using System.Buffers.Binary;
using System.Net.Sockets;

namespace EdgeMonitor.Agent.Link;

/// <summary>A connected socket that carries frames both ways. One reader; writers take turns.</summary>
internal sealed class LinkConnection : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly LinkFrameReader _reader;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly byte[] _outgoing = new byte[LinkFrame.HeaderBytes + LinkFrame.MaximumBytes];

    /// <summary>Takes over <paramref name="socket"/>.</summary>
    public LinkConnection(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new LinkFrameReader(_stream);
    }

    /// <inheritdoc cref="LinkFrameReader.ReadAsync"/>
    public ValueTask<LinkFrame?> ReadAsync(CancellationToken cancellationToken) => _reader.ReadAsync(cancellationToken);

    /// <summary>Sends a frame. When it is cancelled, half of it may have gone out: the connection is then of no more use.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public async Task WriteAsync(LinkMessageKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _outgoing[0] = (byte)kind;
            BinaryPrimitives.WriteUInt16BigEndian(_outgoing.AsSpan(1), checked((ushort)payload.Length));
            payload.CopyTo(_outgoing.AsMemory(LinkFrame.HeaderBytes));
            await _stream.WriteAsync(_outgoing.AsMemory(0, LinkFrame.HeaderBytes + payload.Length), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _turn.Dispose();
    }
}
