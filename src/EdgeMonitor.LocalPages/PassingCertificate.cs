using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeMonitor.LocalPages;

/// <summary>A certificate for one address and one day, which no authority has signed: its key is made in memory and dies with it.</summary>
internal static class PassingCertificate
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    /// <summary>Makes it.</summary>
    public static X509Certificate2 Create(IPAddress address, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=EdgeMonitor camera set-up", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));

        // From yesterday on: a phone's clock may differ.
        var now = clock.GetUtcNow();
        return request.CreateSelfSigned(now - Validity, now + Validity);
    }
}
