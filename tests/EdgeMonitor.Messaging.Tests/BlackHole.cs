using System.Net;
using System.Net.Sockets;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>
/// A port whose connection requests are swallowed, as a firewall does it: nobody accepts, and the queue of those who wait
/// to be accepted is full.
/// </summary>
internal sealed class BlackHole : IAsyncDisposable
{
    private const int Fillers = 4;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _fillers = [];
    private readonly List<Task> _filling = [];

    private BlackHole()
    {
        _listener.Start(backlog: 1);
        for (var filler = 0; filler < Fillers; filler++)
        {
            var client = new TcpClient();
            _fillers.Add(client);
            _filling.Add(client.ConnectAsync(IPAddress.Loopback, Port));
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static BlackHole Open() => new();

    public async ValueTask DisposeAsync()
    {
        _fillers.ForEach(filler => filler.Dispose());
        _listener.Dispose();
        await Task.WhenAll(_filling).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
