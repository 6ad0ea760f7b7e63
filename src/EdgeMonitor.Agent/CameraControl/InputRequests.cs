using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary>The questions of linux/input.h (ioctl(2)) that this house asks an input device. Each answer is a set of bits, by code.</summary>
internal static partial class InputRequests
{
    /// <summary>The longest answer: EV_KEY has codes up to KEY_MAX.</summary>
    public const int MostBytes = (InputDevice.HighestCode + 8) / 8;

    private const uint Capability = 0x20;
    private const uint KeyState = 0x18;
    private const uint SwitchState = 0x1b;

    /// <summary>EVIOCGBIT: which keys or switches the device has.</summary>
    public static uint Capabilities(SwitchKind kind) => Request(Capability + (uint)kind);

    /// <summary>EVIOCGKEY or EVIOCGSW: which keys are down, which switches are set.</summary>
    public static uint State(SwitchKind kind) => Request(kind is SwitchKind.Key ? KeyState : SwitchState);

    /// <summary>Asks the kernel.</summary>
    /// <param name="device">The device.</param>
    /// <param name="request">One of the questions.</param>
    /// <param name="bits"><see cref="MostBytes"/> bytes for the answer; what the kernel does not know stays 0.</param>
    /// <returns>False when the device is gone or is no input device; the reason is the last P/Invoke error.</returns>
    public static bool Ask(SafeFileHandle device, uint request, Span<byte> bits)
    {
        bits.Clear();
        return Ioctl(device, request, ref MemoryMarshal.GetReference(bits)) >= 0;
    }

    /// <summary>_IOC(_IOC_READ, 'E', number, MostBytes).</summary>
    private static uint Request(uint number) => (2u << 30) | ((uint)MostBytes << 16) | ('E' << 8) | number;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Ioctl(SafeFileHandle device, nuint request, ref byte answer);
}
