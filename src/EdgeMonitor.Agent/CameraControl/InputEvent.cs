using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.CameraControl;

/// <summary><c>struct input_event</c> of linux/input.h on a 64-bit kernel: 24 bytes, in the machine's byte order.</summary>
/// <param name="Seconds">When, whole seconds.</param>
/// <param name="Microseconds">When, the rest.</param>
/// <param name="Type">EV_SYN, EV_KEY, EV_SW, …</param>
/// <param name="Code">Which key or switch.</param>
/// <param name="Value">0 is up or not set; a key that is held down repeats with 2.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct InputEvent(long Seconds, long Microseconds, ushort Type, ushort Code, int Value)
{
    /// <summary>The size of the structure in bytes.</summary>
    public const int Bytes = 24;

    private const ushort Synchronisation = 0;
    private const ushort Dropped = 3;

    /// <summary>SYN_DROPPED: the kernel's buffer was full and events are lost; only asking for the state helps.</summary>
    public bool TellsOfLoss => Type == Synchronisation && Code == Dropped;
}
