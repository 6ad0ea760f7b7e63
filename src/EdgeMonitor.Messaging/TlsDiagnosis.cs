using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeMonitor.Messaging;

/// <summary>
/// Looks at the broker's certificate after libmosquitto refused it. libmosquitto tells no more than "certificate verify
/// failed", and the difference between a wrong authority and a wrong clock is what a person needs to know.
/// </summary>
internal static class TlsDiagnosis
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with the certificate, in words for a person; null when nothing was found or nobody answered.</summary>
    public static async Task<string?> ExplainAsync(MqttOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        string? explanation = null;
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(options.Host, options.ConnectPort, either.Token);
            await using var stream = new SslStream(connection.GetStream());
            var authentication = new SslClientAuthenticationOptions
            {
                TargetHost = options.Host,
                CertificateChainPolicy = PolicyFor(options),
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                {
                    explanation = Explain(options, clock, certificate as X509Certificate2, chain, errors);
                    return false;
                },
            };
            await stream.AuthenticateAsClientAsync(authentication, either.Token);
        }
        catch (Exception exception) when (exception
            is AuthenticationException or IOException or SocketException or CryptographicException or OperationCanceledException)
        {
            // The look ends here in any case: the callback never accepts.
        }

        return explanation;
    }

    /// <summary>What is wrong with this client's own certificate, by its dates, in words for a person; null when nothing was found.</summary>
    public static string? ExplainOwn(MqttOptions options, TimeProvider clock)
    {
        try
        {
            var file = options.Tls?.CertificateFile ?? "";
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            return CertificateProblem.DescribeDates(certificate, clock.GetUtcNow()) is { } problem
                ? $"The broker {options.Broker} closed the connection: this device's certificate, mqtt.tls.certificateFile '{file}', {problem}"
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static X509ChainPolicy PolicyFor(MqttOptions options)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (options.Tls?.CaFile is { } file)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(file);
        }

        return policy;
    }

    private static string? Explain(
        MqttOptions options, TimeProvider clock, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return $"The broker {options.Broker} shows no certificate.";
        }

        var problem = CertificateProblem.Describe(
            certificate, chain, errors, clock.GetUtcNow(), (options.Host, "mqtt.host"), (options.Tls?.CaFile, "mqtt.tls.caFile"));
        return problem is null ? null : $"The certificate of {options.Broker} {problem}";
    }
}
