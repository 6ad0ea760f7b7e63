using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using EdgeMonitor.Messaging.Native;

namespace EdgeMonitor.Messaging;

/// <content>
/// What libmosquitto calls, always on the connection's own thread and from within one of its functions. No exception may
/// pass through native code, so each becomes the end of the connection.
/// </content>
internal sealed unsafe partial class MqttConnection
{
    private const int LogError = 8;

    private void RegisterCallbacks()
    {
        LibMosquitto.OnConnect(_client, &OnConnect);
        LibMosquitto.OnDisconnect(_client, &OnDisconnect);
        LibMosquitto.OnPublish(_client, &OnPublish);
        LibMosquitto.OnSubscribe(_client, &OnSubscribe);
        LibMosquitto.OnMessage(_client, &OnMessage);
        LibMosquitto.OnLog(_client, &OnLog);
    }

    private static void Guard(nint self, Action<MqttConnection> action)
    {
        // libmosquitto goes on to report errno, which managed code overwrites.
        var systemError = Marshal.GetLastSystemError();
        var connection = (MqttConnection)GCHandle.FromIntPtr(self).Target!;
        try
        {
            action(connection);
        }
        catch (Exception exception)
        {
            connection._end ??= new ConnectionEnd($"A packet from {connection._options.Broker} could not be handled: {exception.Message}");
        }
        finally
        {
            Marshal.SetLastSystemError(systemError);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnConnect(nint client, nint self, int reason, int flags, nint properties) => Guard(self, connection =>
    {
        if (reason == 0)
        {
            connection._accepted = true;
            connection.Accepted();
        }
        else
        {
            connection._end ??= new ConnectionEnd(MqttProblems.Refused(reason, connection._options));
        }
    });

    // Also called, with a code of libmosquitto's own, for what its functions return as well; those stay with the functions.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDisconnect(nint client, nint self, int reason, nint properties) => Guard(self, connection =>
    {
        const int FirstFailure = 128;
        if (reason is 0 or >= FirstFailure && !Volatile.Read(ref connection._stopping))
        {
            connection._end ??= new ConnectionEnd(MqttProblems.Disconnected(reason, connection._options));
        }
    });

    // QoS 0 is reported before mosquitto_publish has told the message's id, hence the list.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnPublish(nint client, nint self, int messageId, int reason, nint properties) =>
        Guard(self, connection => connection._acknowledgements.Add((messageId, reason)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSubscribe(nint client, nint self, int messageId, int count, int* granted, nint properties)
    {
        var result = count > 0 ? granted[0] : 0;
        Guard(self, connection => connection.Subscribed(messageId, result));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(nint client, nint self, NativeMessage* message, nint properties) => Guard(self, connection =>
    {
        var arrived = new MqttMessage(
            Utf8StringMarshaller.ConvertToManaged(message->Topic) ?? "",
            new ReadOnlySpan<byte>(message->Payload, message->PayloadLength).ToArray(),
            message->Qos == 0 ? MqttQos.AtMostOnce : MqttQos.AtLeastOnce,
            message->Retain != 0)
        {
            ContentType = MessageProperties.ReadString(properties, MqttProperty.ContentType),
            ResponseTopic = MessageProperties.ReadString(properties, MqttProperty.ResponseTopic),
            CorrelationData = MessageProperties.ReadCorrelationData(properties),
            Expiry = MessageProperties.ReadExpiry(properties),
        };
        connection.MessageArrived(arrived);
    });

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnLog(nint client, nint self, int level, byte* text)
    {
        if (level != LogError)
        {
            return;
        }

        var line = Utf8StringMarshaller.ConvertToManaged(text) ?? "";
        Guard(self, connection =>
        {
            if (connection._libraryLog.Count < LibraryLogLines)
            {
                connection._libraryLog.Add(line);
            }
        });
    }
}
