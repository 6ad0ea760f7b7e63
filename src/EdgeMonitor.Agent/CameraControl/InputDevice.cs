using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>A Linux input device (evdev), opened for reading. For one thread.</summary>
internal sealed partial class InputDevice : IDisposable
{
    /// <summary>KEY_MAX.</summary>
    public const int HighestCode = 0x2ff;

    /// <summary>SW_MAX.</summary>
    public const int HighestSwitchCode = 0x10;

    // O_RDONLY | O_NONBLOCK | O_CLOEXEC, the same on x64 and Arm64.
    private const int OpenFlags = 0x800 | 0x80000;

    private const short PollIn = 1;
    private const int MostEvents = 64;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly Question _ask;
    private readonly byte[] _events = new byte[MostEvents * InputEvent.Bytes];
    private readonly byte[] _bits = new byte[InputRequests.MostBytes];

    private InputDevice(SafeFileHandle handle, string path, Question ask)
    {
        _handle = handle;
        _path = path;
        _ask = ask;
    }

    /// <summary>How a device is asked: <see cref="InputRequests.Ask"/>, or a stand-in where there is no such device.</summary>
    public delegate bool Question(SafeFileHandle device, uint request, Span<byte> bits);

    /// <summary>Opens the device at <paramref name="path"/>.</summary>
    /// <exception cref="IOException">It is not there, or may not be read; the message is for a person.</exception>
    public static InputDevice Open(string path) => Open(path, InputRequests.Ask);

    /// <summary>Opens the device at <paramref name="path"/>, which is asked by <paramref name="ask"/>.</summary>
    /// <exception cref="IOException">It is not there, or may not be read; the message is for a person.</exception>
    public static InputDevice Open(string path, Question ask)
    {
        var handle = OpenFile(path, OpenFlags);
        if (!handle.IsInvalid)
        {
            return new InputDevice(handle, path, ask);
        }

        var problem = Marshal.GetLastPInvokeErrorMessage();
        handle.Dispose();
        throw new IOException($"{path} cannot be opened: {problem}.");
    }

    /// <summary>Asks the kernel whether the key is down or the switch is set.</summary>
    /// <exception cref="IOException">The device is gone, has no such key or switch, or is no input device.</exception>
    public bool IsOn(SwitchKind kind, int code)
    {
        // A wrong number would otherwise look like a switch that nobody ever presses.
        if (!AskForBit(InputRequests.Capabilities(kind), code))
        {
            var name = kind is SwitchKind.Key ? "key" : "switch";
            throw new IOException($"{_path} has no {name} with the number {code}; the program evtest lists what it has.");
        }

        return AskForBit(InputRequests.State(kind), code);
    }

    /// <summary>Waits for events, at most <paramref name="patience"/>.</summary>
    /// <returns>The events, valid until the next call; none when there were none in time.</returns>
    /// <exception cref="IOException">The device is gone.</exception>
    public ReadOnlySpan<InputEvent> Wait(TimeSpan patience)
    {
        var entry = new PollEntry { File = (int)_handle.DangerousGetHandle(), Wanted = PollIn };
        if (Poll(ref entry, count: 1, (int)patience.TotalMilliseconds) <= 0)
        {
            // The time was up, or a signal came in between.
            return [];
        }

        var read = (entry.Found & PollIn) == 0 ? 0 : Read(_handle, ref _events[0], (nuint)_events.Length);
        return read > 0
            ? MemoryMarshal.Cast<byte, InputEvent>(_events.AsSpan(0, (int)read))
            : throw new IOException($"{_path} is gone.");
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private bool AskForBit(uint request, int code) => _ask(_handle, request, _bits)
        ? (_bits[code / 8] & (1 << code % 8)) != 0
        : throw new IOException($"{_path} does not answer as an input device: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Read(SafeFileHandle file, ref byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref PollEntry entry, nuint count, int milliseconds);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
