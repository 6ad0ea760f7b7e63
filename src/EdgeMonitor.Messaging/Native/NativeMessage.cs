using System.Runtime.InteropServices;

namespace EdgeMonitor.Messaging.Native;

/// <summary>A message that arrived (<c>struct mosquitto_message</c>).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeMessage
{
    public int MessageId;
    public byte* Topic;
    public byte* Payload;
    public int PayloadLength;
    public int Qos;
    public byte Retain;
}
