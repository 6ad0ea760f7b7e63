using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EdgeMonitor.Dashboard.Hosting;

/// <summary>Looks at the certificates for HTTPS before anything starts, since Kestrel's own complaints do not say which setting is wrong.</summary>
internal static class CertificateFiles
{
    private const string Section = "Kestrel";
    private const string PemMark = "-----BEGIN ";

    /// <summary>What is wrong with the files that <c>Kestrel:Certificates</c> and <c>Kestrel:Endpoints</c> name.</summary>
    public static IEnumerable<string> FindMistakes(IConfiguration configuration) =>
        configuration.GetSection($"{Section}:Certificates").GetChildren()
            .Concat(configuration.GetSection($"{Section}:Endpoints").GetChildren().Select(endpoint => endpoint.GetSection("Certificate")))
            .Select(FindMistake)
            .OfType<string>();

    private static string? FindMistake(IConfigurationSection certificate)
    {
        // Without a path it is one of the machine's own store.
        if (certificate["Path"] is not { Length: > 0 } path)
        {
            return null;
        }

        var keyPath = certificate["KeyPath"];
        try
        {
            var text = Read(path);
            var mistake = text.Contains(PemMark, StringComparison.Ordinal)
                ? FindMistakeOfPem(text, path, keyPath, certificate["Password"])
                : FindMistakeOfPkcs12(path, keyPath, certificate["Password"]);
            return mistake is null ? null : $"{certificate.Path}:{mistake}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{certificate.Path}: a file cannot be read: {exception.Message}";
        }
    }

    private static string? FindMistakeOfPem(string text, string path, string? keyPath, string? password)
    {
        try
        {
            X509Certificate2.CreateFromPem(text).Dispose();
        }
        catch (CryptographicException)
        {
            return $"Path: {path} holds no certificate; it should hold one in PEM, those of intermediate authorities after it.";
        }

        try
        {
            var key = keyPath is null ? text : Read(keyPath);
            using var complete = password is null
                ? X509Certificate2.CreateFromPem(text, key)
                : X509Certificate2.CreateFromEncryptedPem(text, key, password);
            return null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return keyPath is null
                ? $"KeyPath: is missing; {path} holds a certificate without its private key."
                : $"KeyPath: {keyPath} is not the private key of the certificate in {path}: {exception.Message}";
        }
    }

    private static string? FindMistakeOfPkcs12(string path, string? keyPath, string? password)
    {
        if (keyPath is not null)
        {
            return $"Path: {path} is no PEM, which a certificate with a key in a file of its own should be.";
        }

        try
        {
            X509CertificateLoader.LoadPkcs12FromFile(Absolute(path), password).Dispose();
            return null;
        }
        catch (CryptographicException exception)
        {
            return $"Path: {path} is neither PEM nor PKCS #12 with this Password: {exception.Message}";
        }
    }

    private static string Read(string path) => File.ReadAllText(Absolute(path));

    // As Kestrel takes it.
    private static string Absolute(string path) => Path.Combine(AppContext.BaseDirectory, path);
}
