namespace EdgeMonitor.Messaging.Native;

/// <summary>Options of a libmosquitto client (<c>enum mosq_opt_t</c>).</summary>
internal enum MosquittoOption
{
    ProtocolVersion = 1,
    TcpNoDelay = 11,
    UseSystemAuthorities = 13,
}
