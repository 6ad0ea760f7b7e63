using System.Runtime.InteropServices;
using EdgeMonitor.Messaging.Native;

namespace EdgeMonitor.Messaging;

/// <summary>Reason codes, error codes and TLS failures in words that a person can act on. Never a password.</summary>
internal static class MqttProblems
{
    private const int NameNotFound = -2;
    private const int NameServerSilent = -3;
    private const int NameWithoutAddress = -5;
    private const int NoError = 0;
    private const int BrokenPipe = 32;
    private const int ProtocolFailure = 71;
    private const int NetworkDown = 100;
    private const int NetworkUnreachable = 101;
    private const int ConnectionReset = 104;
    private const int TimedOut = 110;
    private const int ConnectionRefused = 111;
    private const int HostUnreachable = 113;

    /// <summary>
    /// TLS alerts that say that a broker does not take this client's certificate. Whether one arrives is chance: TCP may drop it
    /// when the broker closes the connection, so that the words for both are the same.
    /// </summary>
    private static readonly string[] ClientCertificateAlerts =
        ["alert certificate expired", "alert unknown ca", "alert bad certificate", "alert certificate unknown", "alert certificate revoked"];

    /// <summary>Why the broker answered CONNECT with a reason code other than success (MQTT 5, 3.2.2.2; 1..5 are MQTT 3's).</summary>
    public static string Refused(int reason, MqttOptions options) => $"The broker {options.Broker} refused the connection: " + reason switch
    {
        1 or 132 => $"it does not speak MQTT {options.Protocol}. Change mqtt.protocol, or use another broker.",
        2 or 133 => "it does not accept the client id. Choose another mqtt.clientId.",
        3 or 136 => "it is not available at the moment.",
        4 or 134 => options.Username is null
            ? "it wants a user name and a password. Set mqtt.username and mqtt.passwordFile."
            : $"wrong password. Check mqtt.username ('{options.Username}') and the password.",
        5 or 135 => options.Username is null
            ? "not authorised. Set mqtt.username and mqtt.passwordFile, or allow this client in the broker."
            : $"wrong password, or no right to connect. Check mqtt.username ('{options.Username}'), the password and the broker's rules.",
        137 => "it is busy.",
        138 => "this client is banned. Ask the broker's administrator.",
        140 => "it does not accept this way to log in.",
        144 => "it does not accept the topic of the will.",
        149 => "the will is larger than it allows.",
        151 => "a quota is exceeded.",
        154 => "it does not support retained messages, which availability needs.",
        155 => "it does not support QoS 1, which availability needs.",
        156 or 157 => "another broker is to be used. Change mqtt.host.",
        159 => "too many connections at a time.",
        _ => Code(reason),
    };

    /// <summary>Why the broker ended an accepted connection with DISCONNECT (MQTT 5, 3.14.2.1).</summary>
    public static string Disconnected(int reason, MqttOptions options) => $"The broker {options.Broker} ended the connection: " + reason switch
    {
        0 => "without a reason.",
        135 => "not authorised any more.",
        137 => "it is busy.",
        139 => "it is shutting down.",
        141 => "it heard nothing from this client for too long.",
        142 => "another client logged in with the same client id. Do two devices have the same address or mqtt.clientId?",
        149 => "a message was larger than it allows.",
        150 => "too many messages at a time.",
        151 => "a quota is exceeded.",
        152 => "by an administrator.",
        156 or 157 => "another broker is to be used. Change mqtt.host.",
        160 => "it does not allow longer connections.",
        _ => Code(reason),
    };

    /// <summary>Why the broker did not take a message (MQTT 5, 3.4.2.1).</summary>
    public static string PublishRefused(int reason, string topic) => $"The broker refused the message on '{topic}': " + reason switch
    {
        135 => "not authorised. Allow this client to publish there.",
        144 => "it does not accept the topic.",
        149 => "the message is too large.",
        151 => "a quota is exceeded.",
        153 => "the payload is not of the stated format.",
        _ => Code(reason),
    };

    /// <summary>Why the broker did not accept a subscription (MQTT 5, 3.9.3).</summary>
    public static string SubscribeRefused(int reason, string filter) => $"The broker refused the subscription to '{filter}': " + reason switch
    {
        135 => "not authorised. Allow this client to read there.",
        143 => "it does not accept the filter.",
        151 => "a quota is exceeded.",
        158 => "it does not support shared subscriptions.",
        162 => "it does not support wildcards.",
        _ => Code(reason),
    };

    /// <summary>Why this client cannot send a message at all.</summary>
    public static string PublishImpossible(MosquittoError error, string topic) => $"The message on '{topic}' cannot be sent: " + error switch
    {
        MosquittoError.Invalid => "the topic is empty, too long or has a wildcard (+ or #).",
        MosquittoError.MalformedUtf8 => "the topic has characters that MQTT forbids.",
        MosquittoError.PayloadSize => "the payload is larger than 256 MiB.",
        MosquittoError.OversizePacket => "it is larger than the broker allows.",
        MosquittoError.QosNotSupported => "the broker does not support QoS 1.",
        _ => $"libmosquitto says {error}.",
    };

    /// <summary>Why this client cannot ask for a subscription at all.</summary>
    public static string SubscribeImpossible(MosquittoError error, string filter) => $"'{filter}' cannot be subscribed to: " + error switch
    {
        MosquittoError.Invalid => "it is no valid filter (+ stands for one whole level, # for the rest).",
        MosquittoError.MalformedUtf8 => "it has characters that MQTT forbids.",
        MosquittoError.OversizePacket => "it is longer than the broker allows.",
        _ => $"libmosquitto says {error}.",
    };

    /// <summary>Why no connection came about, or why it broke.</summary>
    /// <param name="error">What libmosquitto returned.</param>
    /// <param name="systemError">The error number that went with it.</param>
    /// <param name="libraryLog">What libmosquitto logged as errors meanwhile.</param>
    /// <param name="accepted">Whether the broker had accepted the connection before.</param>
    /// <param name="options">The broker.</param>
    public static string Failed(
        MosquittoError error, int systemError, IReadOnlyList<string> libraryLog, bool accepted, MqttOptions options) => error switch
        {
            MosquittoError.NameResolution => NameResolutionFailed(systemError, options),
            MosquittoError.Tls => TlsFailed(libraryLog, options),
            MosquittoError.SystemError when systemError == ProtocolFailure && libraryLog.Count > 0 => TlsFailed(libraryLog, options),
            MosquittoError.SystemError => NetworkFailed(systemError, accepted, options),

            // libmosquitto takes some alerts of TLS for the end of the stream.
            MosquittoError.ConnectionLost when HasLogged(libraryLog, "OpenSSL Error") => TlsFailed(libraryLog, options),
            MosquittoError.ConnectionLost or MosquittoError.NoConnection => ConnectionClosed(accepted, options),
            MosquittoError.KeepAlive => $"The broker {options.Broker} no longer answers.",
            MosquittoError.Protocol or MosquittoError.MalformedPacket =>
                $"What answers at {options.Broker} does not speak MQTT {options.Protocol}. Check mqtt.host, mqtt.port, mqtt.tls and mqtt.protocol.",
            MosquittoError.Invalid => $"The options for the broker {options.Broker} are not valid: host, client id, user name or will.",
            _ => $"The connection to {options.Broker} failed: libmosquitto says {error}.",
        };

    /// <summary>Whether libmosquitto logged that it does not trust the broker's certificate.</summary>
    public static bool IsCertificateRefused(IReadOnlyList<string> libraryLog) => HasLogged(libraryLog, "certificate verify failed");

    /// <summary>Whether a broker that had shown its own certificate may have closed the connection because of this client's.</summary>
    public static bool MayHaveRefusedClientCertificate(
        MosquittoError error, int systemError, IReadOnlyList<string> libraryLog, bool accepted, MqttOptions options) =>
        !accepted
        && options is { UsesTls: true, Tls.CertificateFile: not null }
        && (ClientCertificateAlerts.Any(alert => HasLogged(libraryLog, alert))
            || error is MosquittoError.ConnectionLost or MosquittoError.NoConnection
            || (error is MosquittoError.SystemError && systemError is ConnectionReset or BrokenPipe or ProtocolFailure or NoError));

    /// <summary>What to think of connections that the broker accepts and that end at once, again and again.</summary>
    public static string KeepsEnding(string problem, string clientId) =>
        $"{problem} This keeps happening within a minute of connecting: does another client use the client id '{clientId}'?";

    /// <summary>Nothing answered in time.</summary>
    public static string NoAnswer(MqttOptions options, TimeSpan patience) =>
        $"{options.Broker} did not answer within {patience.TotalSeconds:0} s. Check mqtt.host and mqtt.port, the network and firewalls.";

    private static bool HasLogged(IReadOnlyList<string> libraryLog, string part) =>
        libraryLog.Any(line => line.Contains(part, StringComparison.OrdinalIgnoreCase));

    private static string NameResolutionFailed(int error, MqttOptions options) => error switch
    {
        NameNotFound or NameWithoutAddress => $"There is no host '{options.Host}'. Check mqtt.host.",
        NameServerSilent => $"The name server does not answer, so '{options.Host}' cannot be found. Is the network up?",
        _ => $"The name '{options.Host}' cannot be resolved (error {error}).",
    };

    private static string NetworkFailed(int error, bool accepted, MqttOptions options) => error switch
    {
        ConnectionRefused => $"Nothing listens at {options.Broker}. Does the broker run? Check mqtt.host and mqtt.port.",
        TimedOut => $"{options.Broker} does not answer. Check mqtt.host, the network and firewalls.",
        HostUnreachable or NetworkUnreachable or NetworkDown => $"{options.Host} cannot be reached. Is the network up?",
        ConnectionReset or BrokenPipe or ProtocolFailure or NoError => ConnectionClosed(accepted, options),
        _ => $"The connection to {options.Broker} failed: {Marshal.GetPInvokeErrorMessage(error)}.",
    };

    private static string ConnectionClosed(bool accepted, MqttOptions options)
    {
        if (accepted)
        {
            return $"The connection to {options.Broker} was lost.";
        }

        var advice = options switch
        {
            { UsesTls: false } => "If it wants TLS, set mqtt.tls.enabled.",
            { Tls.CertificateFile: { } file } =>
                $"Does it trust who issued mqtt.tls.certificateFile '{file}', or was that revoked? The broker's log says.",
            _ => "Does it speak TLS at this port? Does it want a client certificate?",
        };
        return $"{options.Broker} closed the connection without an answer. {advice}";
    }

    private static string TlsFailed(IReadOnlyList<string> libraryLog, MqttOptions options)
    {
        bool Logged(string part) => HasLogged(libraryLog, part);

        return 0 switch
        {
            _ when Logged("host name verification failed") =>
                $"The certificate of {options.Broker} is for another name than '{options.Host}'. Use the name in the certificate as mqtt.host.",
            _ when Logged("certificate required") || Logged("peer did not return a certificate") =>
                $"The broker {options.Broker} wants a client certificate. Set mqtt.tls.certificateFile and mqtt.tls.keyFile.",
            _ when ClientCertificateAlerts.Any(Logged) => ConnectionClosed(accepted: false, options),
            _ when Logged("certificate/key are inconsistent") || Logged("key values mismatch") =>
                "mqtt.tls.keyFile is not the key of mqtt.tls.certificateFile.",
            _ when Logged("Unable to load CA certificates") =>
                $"mqtt.tls.caFile '{options.Tls?.CaFile}' holds no certificate (PEM).",
            _ when Logged("Unable to load client certificate") =>
                $"mqtt.tls.certificateFile '{options.Tls?.CertificateFile}' holds no certificate (PEM).",
            _ when Logged("Unable to load client key file") =>
                $"mqtt.tls.keyFile '{options.Tls?.KeyFile}' holds no private key (PEM, without a passphrase).",
            _ when Logged("unsupported protocol") || Logged("alert protocol version") =>
                $"The broker {options.Broker} speaks no TLS {options.Tls?.MinimumVersion} or later. Update it, or lower mqtt.tls.minimumVersion.",
            _ when Logged("wrong version number") || Logged("unexpected eof") || Logged("packet length too long") =>
                $"{options.Broker} does not speak TLS at this port. Check mqtt.port and mqtt.tls.enabled.",
            _ when IsCertificateRefused(libraryLog) =>
                $"The certificate of {options.Broker} cannot be trusted. Check mqtt.tls.caFile and the clock.",
            _ => $"TLS with {options.Broker} failed: {string.Join("; ", libraryLog)}.",
        };
    }

    private static string Code(int reason) => $"reason code {reason} (0x{reason:x2}).";
}
