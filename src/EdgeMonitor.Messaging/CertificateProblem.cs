using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace EdgeMonitor.Messaging;

/// <summary>What is wrong with a server's certificate, in words for a person: a wrong authority, or only a wrong clock?</summary>
public static class CertificateProblem
{
    /// <summary>What is wrong, as the rest of a sentence that begins with the certificate; null when nothing is.</summary>
    /// <param name="certificate">The certificate that the server showed.</param>
    /// <param name="chain">The chain that was built from it.</param>
    /// <param name="errors">What the check of both found.</param>
    /// <param name="now">The time here.</param>
    /// <param name="host">The name that the server was called by, and the setting that holds it.</param>
    /// <param name="authority">The file of trusted authorities, null for the system's, and the setting that names it.</param>
    public static string? Describe(
        X509Certificate2 certificate,
        X509Chain? chain,
        SslPolicyErrors errors,
        DateTimeOffset now,
        (string Value, string Setting) host,
        (string? File, string Setting) authority)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (DescribeDates(certificate, now) is { } problem)
        {
            return problem;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var trusted = authority.File is { } file ? $"{authority.Setting} '{file}'" : "the authorities of this system";
            var details = string.Join(", ", (chain?.ChainStatus ?? []).Select(status => status.Status).Distinct());
            return $"was issued by '{certificate.Issuer}', which {trusted} does not vouch for ({details}). "
                + $"Set {authority.Setting} to the certificate of that authority.";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"is for {NamesIn(certificate)}, not for '{host.Value}'. Use the name in the certificate as {host.Setting}."
            : null;
    }

    /// <summary>The same as far as only the certificate and the clock are asked.</summary>
    internal static string? DescribeDates(X509Certificate2 certificate, DateTimeOffset now)
    {
        var here = now.UtcDateTime;

        // Only the day of now, so that the words stay the same from one attempt to the next.
        var today = here.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var notBefore = certificate.NotBefore.ToUniversalTime();
        var notAfter = certificate.NotAfter.ToUniversalTime();
        if (here < notBefore)
        {
            return $"is not valid before {notBefore:u}, and it is {today} here. Is the clock right?";
        }

        return here > notAfter ? $"expired on {notAfter:u}, and it is {today} here. Renew it, or set the clock." : null;
    }

    private static string NamesIn(X509Certificate2 certificate)
    {
        var names = certificate.Extensions
            .OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => $"{address}")))
            .Select(name => $"'{name}'")
            .ToList();
        return names.Count == 0 ? $"'{certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}'" : string.Join(", ", names);
    }
}
