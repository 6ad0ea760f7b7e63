using System.Net.Sockets;
using System.Text;
using EdgeMonitor.TestSupport;

namespace EdgeMonitor.Agent.Tests.Supervision;

/// <summary>A service manager's ear: the datagram socket that sd_notify(3) writes to.</summary>
internal sealed class NotifySocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[4096];

    /// <summary>Listens in <paramref name="folder"/>.</summary>
    public NotifySocket(string folder)
    {
        Path = System.IO.Path.Combine(folder, "notify");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    /// <summary>What <c>NOTIFY_SOCKET</c> has to be.</summary>
    public string Path { get; }

    /// <summary>Every message so far.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>Reads until a message begins so.</summary>
    public async Task<string> WaitForAsync(string beginning)
    {
        using var patience = new CancellationTokenSource(Mosquitto.Patience);
        while (true)
        {
            var length = await _socket.ReceiveAsync(_buffer, patience.Token);
            var message = Encoding.UTF8.GetString(_buffer.AsSpan(0, length));
            Messages.Add(message);
            if (message.StartsWith(beginning, StringComparison.Ordinal))
            {
                return message;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
