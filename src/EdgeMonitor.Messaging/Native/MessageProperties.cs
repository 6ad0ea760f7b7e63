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
        var error = AddString(ref properties, MqttProperty.ContentType, message.ContentType);
        if (error == MosquittoError.Success)
        {
            error = AddString(ref properties, MqttProperty.ResponseTopic, message.ResponseTopic);
        }

        if (error == MosquittoError.Success && message.CorrelationData is { } data)
        {
            using var pinned = data.Pin();
            error = data.Length > ushort.MaxValue
                ? MosquittoError.Invalid
                : LibMosquitto.AddBinary(ref properties, MqttProperty.CorrelationData, (byte*)pinned.Pointer, (ushort)data.Length);
        }

        if (error == MosquittoError.Success && message.Expiry is { } expiry)
        {
            error = LibMosquitto.AddInt32(ref properties, MqttProperty.MessageExpiryInterval, Seconds(expiry));
        }

        if (error != MosquittoError.Success)
        {
            LibMosquitto.FreeProperties(ref properties);
            throw new MqttException($"The properties of a message on {message.Topic} cannot be sent ({error}).");
        }

        return properties;
    }

    /// <summary>Makes the list for a connection whose session the broker shall keep; who calls frees it.</summary>
    public static nint CreateSessionExpiry(TimeSpan expiry)
    {
        nint properties = 0;
        var error = LibMosquitto.AddInt32(ref properties, MqttProperty.SessionExpiryInterval, Seconds(expiry));
        return error == MosquittoError.Success
            ? properties
            : throw new MqttException($"A session that is kept cannot be asked for ({error}).");
    }

    /// <summary>A text in a list, such as the content type; null when absent.</summary>
    public static string? ReadString(nint properties, MqttProperty property)
    {
        if (LibMosquitto.ReadString(properties, property, out var value, skipFirst: false) == 0)
        {
            return null;
        }

        var text = Utf8StringMarshaller.ConvertToManaged(value);
        NativeMemory.Free(value);
        return text;
    }

    /// <summary>The correlation data in a list; null when absent.</summary>
    public static ReadOnlyMemory<byte>? ReadCorrelationData(nint properties)
    {
        if (LibMosquitto.ReadBinary(properties, MqttProperty.CorrelationData, out var value, out var length, skipFirst: false) == 0)
        {
            return null;
        }

        var data = new ReadOnlySpan<byte>(value, length).ToArray();
        NativeMemory.Free(value);
        return data;
    }

    /// <summary>The remaining lifetime in a list; null when absent.</summary>
    public static TimeSpan? ReadExpiry(nint properties) =>
        LibMosquitto.ReadInt32(properties, MqttProperty.MessageExpiryInterval, out var seconds, skipFirst: false) == 0
            ? null
            : TimeSpan.FromSeconds(seconds);

    private static uint Seconds(TimeSpan time) => (uint)Math.Clamp(Math.Ceiling(time.TotalSeconds), 0, uint.MaxValue);

    private static MosquittoError AddString(ref nint properties, MqttProperty property, string? value) =>
        value is null ? MosquittoError.Success : LibMosquitto.AddString(ref properties, property, value);
}
