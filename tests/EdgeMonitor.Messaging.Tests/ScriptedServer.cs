using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EdgeMonitor.Messaging.Tests;

/// <summary>A server that is no broker, at a port of this machine: what it does with each connection, the test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _seenEnough = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _script;
    private readonly Task _accepting;

    private ScriptedServer(Func<NetworkStream, CancellationToken, Task> script)
    {
        _script = script;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Follows the script with every connection at once. A script may end by its token, or because the client has gone or wants no such TLS.</summary>
    public static ScriptedServer Open(Func<NetworkStream, CancellationToken, Task> script) => new(script);

    /// <summary>Reads what comes and never answers.</summary>
    public static ScriptedServer OpenSilent() => Open((stream, seenEnough) => stream.CopyToAsync(Stream.Null, seenEnough));

    public async ValueTask DisposeAsync()
    {
        // Not by stopping the listener: whether that says so by SocketException, ObjectDisposedException or InvalidOperationException depends on
        // what the accepting task is doing just then.
        await _seenEnough.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _seenEnough.Dispose();
    }

    private async Task AcceptAsync()
    {
        var following = new List<Task>();
        try
        {
            while (true)
            {
                following.Add(FollowAsync(await _listener.AcceptTcpClientAsync(_seenEnough.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(following);
        }
    }

    private async Task FollowAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _script(client.GetStream(), _seenEnough.Token);
            }
            catch (Exception exception) when (exception is IOException or AuthenticationException or OperationCanceledException)
            {
                // The client did not take leave, or the test has seen enough.
            }
        }
    }
}
