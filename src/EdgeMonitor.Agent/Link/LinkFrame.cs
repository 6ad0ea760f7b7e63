using System.Runtime.InteropServices;

namespace EdgeMonitor.Agent.Link;

/// <summary>One message as it travels.</summary>
/// <param name="Kind">What it carries; any byte, until somebody has looked.</param>
/// <param name="Payload">JSON, or nothing; valid until the next read.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LinkFrame(LinkMessageKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Bytes before the payload: the kind, and the payload's length as an unsigned 16-bit number, big-endian.</summary>
    public const int HeaderBytes = 3;

    /// <summary>The longest payload in bytes.</summary>
    public const int MaximumBytes = 4096;
}
