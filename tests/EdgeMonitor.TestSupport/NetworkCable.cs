using System.Net;
using System.Net.Sockets;

namespace EdgeMonitor.TestSupport;

/// <summary>
/// A network cable between a client and a server on this machine: it forwards a loopback port to another and can be cut, so
/// that the server sees its peer vanish as it does when a device loses its power, and mended again.
/// </summary>
public sealed class NetworkCable : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _ends = [];
    private readonly List<Task> _joints = [];
    private readonly Task _accepting;
    private volatile int _serverPort;
    private bool _cut;

    private NetworkCable(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>The port that a client connects to.</summary>
    public int Port { get; }

    /// <summary>Lays a cable to a port of this machine.</summary>
    public static NetworkCable LayTo(int serverPort) => new(serverPort);

    /// <summary>Ends every connection, and new ones at once, until <see cref="Mend"/>.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _cut = true;
            _ends.ForEach(end => end.Dispose());
            _ends.Clear();
        }
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            _cut = false;
        }
    }

    /// <summary>Plugs the far end into another port: every connection ends, new ones go there.</summary>
    public void LeadTo(int serverPort)
    {
        _serverPort = serverPort;
        Cut();
        Mend();
    }

    /// <summary>Takes the cable away.</summary>
    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        await _accepting.WaitAsync(Mosquitto.Patience);
        await Task.WhenAll(_joints).WaitAsync(Mosquitto.Patience);
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

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Join(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (IsCut(exception))
        {
            // The cable is taken away.
        }
    }

    private void Join(TcpClient client)
    {
        lock (_lock)
        {
            if (_cut)
            {
                client.Dispose();
                return;
            }

            var server = new TcpClient();
            _ends.AddRange([client, server]);
            _joints.Add(JoinAsync(client, server));
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
