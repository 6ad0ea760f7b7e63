using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Link;

/// <summary>
/// Who is at the other end of a Unix socket, by the kernel's word (SO_PEERCRED, unix(7)): who connected or, seen from there, who
/// listened.
/// </summary>
/// <param name="ProcessId">The process.</param>
/// <param name="UserId">Its effective user.</param>
/// <param name="GroupId">Its effective group.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    private const int SocketLevel = 1;
    private const int PeerCredentialsOption = 17;

    /// <summary>Asks the kernel.</summary>
    /// <exception cref="SocketException">The socket is not connected.</exception>
    public static PeerCredentials Of(Socket socket)
    {
        var credentials = default(PeerCredentials);
        var bytes = MemoryMarshal.AsBytes(new Span<PeerCredentials>(ref credentials));
        socket.GetRawSocketOption(SocketLevel, PeerCredentialsOption, bytes);
        return credentials;
    }
}
