namespace EdgeMonitor.Messaging.Native;

/// <summary>What libmosquitto's functions return (<c>enum mosq_err_t</c>), as far as they are told apart here.</summary>
internal enum MosquittoError
{
    Success = 0,
    OutOfMemory = 1,
    Protocol = 2,
    Invalid = 3,
    NoConnection = 4,
    ConnectionRefused = 5,
    ConnectionLost = 7,
    Tls = 8,
    PayloadSize = 9,
    NotSupported = 10,
    SystemError = 14,
    NameResolution = 15,
    MalformedUtf8 = 18,
    KeepAlive = 19,
    MalformedPacket = 21,
    QosNotSupported = 24,
    OversizePacket = 25,
    RetainNotSupported = 28,
}
