using System.Runtime.InteropServices;

namespace EdgeMonitor.Messaging.Native;

/// <summary>Gives libmosquitto a message to publish.</summary>
internal static unsafe class MessageSender
{
    /// <summary>Publishes a message.</summary>
    /// <param name="client">A connected client.</param>
    /// <param name="message">The message.</param>
    /// <param name="withProperties">Whether the connection speaks MQTT 5; MQTT 3.1.1 knows no properties, and they are left out.</param>
    /// <param name="messageId">The id that its acknowledgement will have.</param>
    /// <param name="systemError">The error number that goes with the result.</param>
    public static MosquittoError Send(nint client, MqttMessage message, bool withProperties, out int messageId, out int systemError)
    {
        nint properties = withProperties ? MessageProperties.Create(message) : 0;
        using var payload = message.Payload.Pin();
        var error = LibMosquitto.Publish(
            client,
            out messageId,
            message.Topic,
            message.Payload.Length,
            (byte*)payload.Pointer,
            (int)message.Qos,
            message.Retain,
            properties);
        systemError = Marshal.GetLastPInvokeError();
        LibMosquitto.FreeProperties(ref properties);
        return error;
    }
}
