using System.Buffers.Binary;
using System.Diagnostics;
using EdgeMonitor.Agent.CameraControl;
using Microsoft.Win32.SafeHandles;

namespace EdgeMonitor.Agent.Tests.CameraControl;

/// <summary>
/// Stands in for an input device on a machine without <c>uinput</c>: a named pipe that carries <c>struct input_event</c> as the
/// kernel lays it out, written here byte by byte, and answers to the kernel's questions. The questions' numbers are compared
/// with those of linux/input.h in a test of their own.
/// </summary>
internal sealed class InputPipe : IDisposable
{
    private const int EvSyn = 0;
    private const int EvKey = 1;

    private readonly string _path;
    private FileStream? _writer;

    public InputPipe(string path) => _path = path;

    /// <summary>What the kernel would say is down.</summary>
    public HashSet<int> Down { get; } = [];

    /// <summary>What the device has.</summary>
    public HashSet<int> Has { get; } = [212];

    /// <summary>How often the state was asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Plugs the device in.</summary>
    public void PlugIn()
    {
        using (var mkfifo = Process.Start("mkfifo", [_path]))
        {
            mkfifo.WaitForExit();
        }

        // For reading too: a pipe opened for writing alone waits for its reader.
        _writer = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Unplugs it.</summary>
    public void Unplug()
    {
        File.Delete(_path);
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>Presses or releases a key, with the SYN_REPORT that follows.</summary>
    public void Send(int code, int value)
    {
        byte[] bytes = [.. Event(EvKey, code, value), .. Event(EvSyn, 0, 0)];
        _writer!.Write(bytes);
    }

    /// <summary>SYN_DROPPED.</summary>
    public void SendLoss() => _writer!.Write(Event(EvSyn, 3, 0));

    /// <summary>Opens it the way the program does, but for the kernel's answers.</summary>
    public InputDevice Open(string path) => InputDevice.Open(path, Answer);

    public void Dispose() => Unplug();

    private static byte[] Event(int type, int code, int value)
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, 1_789_000_000);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), 123_456);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(16), (ushort)type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(18), (ushort)code);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), value);
        return bytes;
    }

    private bool Answer(SafeFileHandle device, uint request, Span<byte> bits)
    {
        bits.Clear();
        Asked += request == InputRequests.State(SwitchKind.Key) ? 1 : 0;
        foreach (var code in request == InputRequests.State(SwitchKind.Key) ? Down : Has)
        {
            bits[code / 8] |= (byte)(1 << code % 8);
        }

        return true;
    }
}
