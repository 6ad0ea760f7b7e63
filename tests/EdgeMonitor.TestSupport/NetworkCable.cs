using System.Net;
using System.Net.Sockets;

namespace EdgeMonitor.TestSupport;

/// <summary>
/// A network cable between a client and a server on this machine: it forwards a loopback port to another and can be cut, so
/// that the server sees its peer vanish as it does when a device loses its power, and mended again on the same port.
/// </summary>
public sealed class NetworkCable : IAsyncDisposable
{
    private readonly int _serverPort;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _ends = [];
    private readonly List<Task> _forwarding = [];
    private TcpListener? _listener;

    private NetworkCable(int serverPort) => _serverPort = serverPort;

    /// <summary>The port that a client connects to; the same after mending.</summary>
    public int Port { get; private set; }

    /// <summary>Lays a cable to a port of this machine.</summary>
    public static NetworkCable LayTo(int serverPort)
    {
        var cable = new NetworkCable(serverPort);
        cable.Mend();
        return cable;
    }

    /// <summary>Ends every connection and refuses new ones until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var end in _ends)
            {
                end.Dispose();
            }

            _ends.Clear();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            if (_listener is not null)
            {
                return;
            }

            var listener = new TcpListener(IPAddress.Loopback, Port);
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _listener = listener;
            _forwarding.Add(AcceptAsync(listener));
        }
    }

    /// <summary>Takes the cable away.</summary>
    public async ValueTask DisposeAsync()
    {
        Cut();
        Task[] forwarding;
        lock (_lock)
        {
            forwarding = [.. _forwarding];
        }

        await Task.WhenAll(forwarding).WaitAsync(Mosquitto.Patience);
    }

    private static async Task ForwardAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // One end is gone.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private static bool IsCut(Exception exception) =>
        exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException;

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                Connect(listener, await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // Cut.
        }
    }

    private void Connect(TcpListener listener, TcpClient client)
    {
        var server = new TcpClient();
        lock (_lock)
        {
            if (_listener != listener)
            {
                client.Dispose();
                server.Dispose();
                return;
            }

            _ends.AddRange([client, server]);
            _forwarding.Add(JoinAsync(client, server));
        }
    }

    private async Task JoinAsync(TcpClient client, TcpClient server)
    {
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort);
        }
        catch (Exception exception) when (IsCut(exception))
        {
            client.Dispose();
            server.Dispose();
            return;
        }

        await Task.WhenAll(ForwardAsync(client, server), ForwardAsync(server, client));
    }
}
