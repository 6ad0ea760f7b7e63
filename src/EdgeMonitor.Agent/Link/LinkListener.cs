using System.Net.Sockets;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// The socket that publish listens on. A lock beside it keeps a second publish from taking it away, and lets one that comes after
/// a crash know that the socket it finds is left over.
/// </summary>
internal sealed class LinkListener : IDisposable
{
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly Socket _socket;

    private LinkListener(string path, FileStream held)
    {
        _path = path;
        _lock = held;
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="LinkException">The socket cannot be made, or another process listens there.</exception>
    public static LinkListener Open(string path)
    {
        var listener = new LinkListener(path, Lock(path));
        try
        {
            File.Delete(path);
            listener._socket.Bind(new UnixDomainSocketEndPoint(path));
            File.SetUnixFileMode(path, OwnerAndGroup);
            listener._socket.Listen(backlog: 1);
            return listener;
        }
        catch (Exception exception) when (exception is SocketException or IOException or UnauthorizedAccessException)
        {
            listener.Dispose();
            throw new LinkException($"The socket {path} cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>Waits for a connection.</summary>
    public ValueTask<Socket> AcceptAsync(CancellationToken cancellationToken) => _socket.AcceptAsync(cancellationToken);

    /// <summary>Stops listening and removes the socket.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        File.Delete(_path);
        _lock.Dispose();
    }

    /// <summary>The lock is the kernel's (flock(2)): it goes with the process, the empty file may stay.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LinkException($"The socket {path} cannot be had, or another edgemonitor publish has it: {exception.Message}", exception);
        }
    }
}
