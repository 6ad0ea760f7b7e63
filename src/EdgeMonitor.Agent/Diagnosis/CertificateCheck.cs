using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeMonitor.Messaging;

namespace EdgeMonitor.Agent.Diagnosis;

/// <summary>The certificates that the configuration names, and how long they last.</summary>
internal static class CertificateCheck
{
    /// <summary>Warned of from so long before the end.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    /// <summary>Looks at them.</summary>
    public static IEnumerable<Finding> Examine(MqttOptions mqtt, TimeProvider clock) =>
        from file in new[] { mqtt.Tls?.CaFile, mqtt.Tls?.CertificateFile }
        where file is not null
        select Examine(file, clock);

    private static Finding Examine(string file, TimeProvider clock)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            return Judge(file, certificate.NotAfter.ToUniversalTime(), clock.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Finding.Failure("certificate", $"{file}: {exception.Message}", "It has to be a certificate in PEM form that edgemonitor-publish may read");
        }
    }

    private static Finding Judge(string file, DateTime end, DateTime now)
    {
        const string Renew = "Have it renewed by whoever runs the broker; deploy/mosquitto/make-certificates.sh makes a school's own";
        var text = string.Create(CultureInfo.InvariantCulture, $"{file} is valid until {end:yyyy-MM-dd}");
        return end <= now
            ? Finding.Failure("certificate", string.Create(CultureInfo.InvariantCulture, $"{file} expired on {end:yyyy-MM-dd}"), Renew)
            : end - now < Notice ? Finding.Warning("certificate", text, Renew) : Finding.Ok("certificate", text);
    }
}
