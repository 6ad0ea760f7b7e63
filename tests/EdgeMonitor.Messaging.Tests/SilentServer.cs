using System.Net;
using System.Net.Sockets;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>A server that accepts every connection, reads what comes and never answers.</summary>
internal sealed class SilentServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    private SilentServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static SilentServer Open() => new();

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private static async Task ReadAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await client.GetStream().CopyToAsync(Stream.Null);
            }
            catch (IOException)
            {
                // The client did not take leave.
            }
        }
    }

    private async Task AcceptAsync()
    {
        var reading = new List<Task>();
        try
        {
            while (true)
            {
                reading.Add(ReadAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(reading);
        }
    }
}
