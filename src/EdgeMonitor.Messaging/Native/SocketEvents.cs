namespace EdgeMonitor.Messaging.Native;

/// <summary>What <c>poll</c> tells about a socket (the values of Linux).</summary>
[Flags]
internal enum SocketEvents : short
{
    None = 0,
    Readable = 0x1,
    Writable = 0x4,
    Error = 0x8,
    HungUp = 0x10,
}
