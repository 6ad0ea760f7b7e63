using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace EdgeMonitor.Messaging.Native;

/// <summary>The MQTT 5 properties of a message as libmosquitto's list.</summary>
internal static unsafe class MessageProperties
{
    /// <summary>Makes the list for a message, zero where it has none; who calls frees it.</summary>
    public static nint Create(MqttMessage message)
    {
        nint properties = 0;
        var error = MosquittoError.Success;
        if (message.ContentType is { } contentType)
        {
            error = LibMosquitto.AddString(ref properties, MqttProperty.ContentType, contentType);
        }

        if (error == MosquittoError.Success && message.Expiry is { } expiry)
        {
            var seconds = (uint)Math.Clamp(Math.Ceiling(expiry.TotalSeconds), 0, uint.MaxValue);
            error = LibMosquitto.AddInt32(ref properties, MqttProperty.MessageExpiryInterval, seconds);
        }

        if (error != MosquittoError.Success)
        {
            LibMosquitto.FreeProperties(ref properties);
            throw new MqttException($"The content type or the expiry of a message on {message.Topic} cannot be sent ({error}).");
        }

        return properties;
    }

    /// <summary>The content type in a list; null when absent.</summary>
    public static string? ReadContentType(nint properties)
    {
        if (LibMosquitto.ReadString(properties, MqttProperty.ContentType, out var value, skipFirst: false) == 0)
        {
            return null;
        }

        var text = Utf8StringMarshaller.ConvertToManaged(value);
        NativeMemory.Free(value);
        return text;
    }

    /// <summary>The remaining lifetime in a list; null when absent.</summary>
    public static TimeSpan? ReadExpiry(nint properties) =>
        LibMosquitto.ReadInt32(properties, MqttProperty.MessageExpiryInterval, out var seconds, skipFirst: false) == 0
            ? null
            : TimeSpan.FromSeconds(seconds);
}
