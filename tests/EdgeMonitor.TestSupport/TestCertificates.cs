using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeMonitor.TestSupport;

/// <summary>A certificate authority with a server and a client certificate, as PEM files in one folder.</summary>
public sealed class TestCertificates
{
    private const string Client = "test-client";

    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(365);

    private readonly string _folder;

    private TestCertificates(string folder) => _folder = folder;

    /// <summary>The authority that signed the server's and the client's certificate.</summary>
    public string CaFile => Path.Combine(_folder, "ca.pem");

    /// <summary>An authority that signed neither.</summary>
    public string ForeignCaFile => Path.Combine(_folder, "foreign-ca.pem");

    /// <summary>The server's certificate.</summary>
    public string ServerCertificateFile => Path.Combine(_folder, "server.pem");

    /// <summary>The server's private key.</summary>
    public string ServerKeyFile => Path.Combine(_folder, "server.key");

    /// <summary>A client's certificate.</summary>
    public string ClientCertificateFile => Path.Combine(_folder, "client.pem");

    /// <summary>The private key of <see cref="ClientCertificateFile"/>.</summary>
    public string ClientKeyFile => Path.Combine(_folder, "client.key");

    /// <summary>The certificate and key of a client that should not be let in.</summary>
    public (string CertificateFile, string KeyFile) BadClient(BadClientCertificate fault) =>
        (Path.Combine(_folder, $"client-{fault}.pem"), Path.Combine(_folder, $"client-{fault}.key"));

    /// <summary>Makes all of them in <paramref name="folder"/>.</summary>
    public static TestCertificates Create(string folder, string serverName, DateTimeOffset serverFrom, DateTimeOffset serverUntil)
    {
        var certificates = new TestCertificates(folder);
        var authorityFrom = Min(serverFrom, TimeProvider.System.GetUtcNow()) - AuthorityLifetime;
        var authorityUntil = authorityFrom + (4 * AuthorityLifetime);
        using var authority = CreateAuthority("EdgeMonitor test authority", authorityFrom, authorityUntil);
        using var foreign = CreateAuthority("Another authority", authorityFrom, authorityUntil);
        File.WriteAllText(certificates.CaFile, authority.ExportCertificatePem());
        File.WriteAllText(certificates.ForeignCaFile, foreign.ExportCertificatePem());
        Issue(authority, serverName, serverFrom, serverUntil, certificates.ServerCertificateFile, certificates.ServerKeyFile);
        Issue(authority, Client, authorityFrom, authorityUntil, certificates.ClientCertificateFile, certificates.ClientKeyFile);
        var now = TimeProvider.System.GetUtcNow();
        IssueBad(BadClientCertificate.Expired, authority, now.AddDays(-2), now.AddDays(-1));
        IssueBad(BadClientCertificate.NotYetValid, authority, now.AddDays(1), now.AddDays(2));
        IssueBad(BadClientCertificate.Foreign, foreign, now.AddDays(-1), now.AddDays(1));
        return certificates;

        void IssueBad(BadClientCertificate fault, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset until)
        {
            var (certificate, key) = certificates.BadClient(fault);
            Issue(issuer, Client, from, until, certificate, key);
        }
    }

    private static X509Certificate2 CreateAuthority(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(from, until);
    }

    private static void Issue(X509Certificate2 authority, string name, DateTimeOffset from, DateTimeOffset until, string certificateFile, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        Span<byte> serialNumber = stackalloc byte[8];
        RandomNumberGenerator.Fill(serialNumber);
        serialNumber[0] &= 0x7f;
        using var certificate = request.Create(authority, from, until, serialNumber);
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }

    private static DateTimeOffset Min(DateTimeOffset first, DateTimeOffset second) => first < second ? first : second;
}
