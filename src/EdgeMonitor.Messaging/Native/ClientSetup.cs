using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeMonitor.Messaging.Native;

/// <summary>Tells a libmosquitto client how to log in. Files are read here, on every connect, so that they may change.</summary>
internal static unsafe class ClientSetup
{
    private const int Mqtt311 = 4;
    private const int Mqtt5 = 5;
    private const int VerifyPeer = 1;
    private const string SystemAuthorities = "/etc/ssl/certs";

    /// <summary>Sets protocol, user, TLS and will of a client that is not connected yet. The password is in the options by now.</summary>
    /// <exception cref="MqttException">Something is wrong with the options or with a file that they name.</exception>
    public static void Configure(nint client, MqttOptions options, MqttMessage? will)
    {
        var protocol = options.SpeaksMqtt5 ? Mqtt5 : Mqtt311;
        Require(LibMosquitto.SetOption(client, MosquittoOption.ProtocolVersion, protocol), "mqtt.protocol");
        Require(LibMosquitto.SetOption(client, MosquittoOption.TcpNoDelay, 1), "TCP_NODELAY");
        if (options.Username is { } username)
        {
            Require(LibMosquitto.SetUser(client, username, options.Password), "mqtt.username");
        }

        if (options.Tls is { Enabled: true } tls)
        {
            ConfigureTls(client, tls);
        }

        if (will is not null)
        {
            ConfigureWill(client, will, options.SpeaksMqtt5);
        }
    }

    private static void ConfigureTls(nint client, MqttTlsOptions tls)
    {
        RequireFile(tls.CaFile, "mqtt.tls.caFile");
        RequireFile(tls.CertificateFile, "mqtt.tls.certificateFile");
        RequireFile(tls.KeyFile, "mqtt.tls.keyFile");
        if (tls.CaFile is null)
        {
            Require(LibMosquitto.SetOption(client, MosquittoOption.UseSystemAuthorities, 1), "the system's certificate authorities");
        }

        Require(
            LibMosquitto.SetTlsOptions(client, VerifyPeer, $"tlsv{tls.MinimumVersion}", ciphers: null), "mqtt.tls.minimumVersion");
        if (tls.CaFile is not null || tls.CertificateFile is not null)
        {
            // mosquitto_tls_set takes no client certificate without a place for authorities.
            var authorities = tls.CaFile is null ? SystemAuthorities : null;
            Require(
                LibMosquitto.SetTls(client, tls.CaFile, authorities, tls.CertificateFile, tls.KeyFile, &OnPassphrase),
                "mqtt.tls (certificateFile and keyFile need each other)");
        }
    }

    private static void ConfigureWill(nint client, MqttMessage will, bool withProperties)
    {
        nint properties = withProperties ? MessageProperties.Create(will) : 0;
        using var payload = will.Payload.Pin();
        var error = LibMosquitto.SetWill(
            client, will.Topic, will.Payload.Length, (byte*)payload.Pointer, (int)will.Qos, will.Retain, properties);
        if (error != MosquittoError.Success)
        {
            LibMosquitto.FreeProperties(ref properties);
            throw new MqttException(MqttProblems.PublishImpossible(error, will.Topic));
        }
    }

    // libmosquitto checks this too, but answers only that something is invalid.
    private static void RequireFile(string? path, string key)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            File.OpenHandle(path).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MqttException($"{key} cannot be read: {exception.Message}", exception);
        }
    }

    private static void Require(MosquittoError error, string what)
    {
        if (error != MosquittoError.Success)
        {
            throw new MqttException($"libmosquitto did not accept {what} ({error}).");
        }
    }

    // Without an answer, OpenSSL would ask for the passphrase of an encrypted key on the terminal.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnPassphrase(byte* buffer, int size, int forWriting, nint userData) => 0;
}
