using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeMonitor.Messaging.Native;

/// <summary>
/// Waits on one thread until a socket is ready or another thread calls <see cref="Wake"/>. libmosquitto's own loop uses
/// <c>select</c>, which fails once a process has more than 1,024 files open; <c>poll</c> has no such limit.
/// </summary>
internal sealed unsafe partial class SocketWaiter : IDisposable
{
    private const int NonBlockingCloseOnExec = 0x80000 | 0x800;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;

    private readonly SafeFileHandle _wake;

    public SocketWaiter()
    {
        _wake = new SafeFileHandle(CreateEvent(0, NonBlockingCloseOnExec), ownsHandle: true);
        if (_wake.IsInvalid)
        {
            throw new IOException($"eventfd failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Keeps a socket out of child processes: libmosquitto forgets to, and a camera's process must not hold the broker's connection.</summary>
    public static void KeepFromChildren(int socket) => _ = ControlFile(socket, SetDescriptorFlags, CloseOnExec);

    /// <summary>Ends the current or the next <see cref="Wait"/>; from any thread, also after disposal.</summary>
    public void Wake()
    {
        ulong one = 1;
        try
        {
            _ = Write(_wake, (byte*)&one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>What became of <paramref name="socket"/>; nothing after <paramref name="milliseconds"/> or a <see cref="Wake"/>.</summary>
    public SocketEvents Wait(int socket, SocketEvents wanted, int milliseconds)
    {
        var descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new PollDescriptor { File = socket, Events = wanted };
        descriptors[1] = new PollDescriptor { File = (int)_wake.DangerousGetHandle(), Events = SocketEvents.Readable };
        if (Poll(descriptors, 2, milliseconds) <= 0)
        {
            return SocketEvents.None;
        }

        if (descriptors[1].Returned != SocketEvents.None)
        {
            ulong count;
            _ = Read(_wake, (byte*)&count, sizeof(ulong));
        }

        return descriptors[0].Returned;
    }

    public void Dispose() => _wake.Dispose();

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollDescriptor* descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint initialValue, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle file, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlFile(int file, int command, int argument);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int File;
        public SocketEvents Events;
        public SocketEvents Returned;
    }
}
