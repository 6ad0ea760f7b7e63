using System.ComponentModel.DataAnnotations;

namespace EdgeMonitor.Messaging;

/// <summary>TLS to the broker; the name in the broker's certificate is always checked.</summary>
public sealed record MqttTlsOptions : IValidatableObject
{
    /// <summary>The default of <see cref="MinimumVersion"/>.</summary>
    public const string DefaultMinimumVersion = "1.2";

    /// <summary>Whether TLS is used; false by default.</summary>
    public bool Enabled { get; init; }

    /// <summary>Path of the certificates (PEM) of the authorities to trust; null trusts those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>Path of this client's certificate chain (PEM); null shows none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Path of the private key of <see cref="CertificateFile"/> (PEM, without a passphrase).</summary>
    public string? KeyFile { get; init; }

    /// <summary>The oldest version of TLS that is spoken: <c>1.2</c>, the default, or <c>1.3</c>.</summary>
    [AllowedValues("1.2", "1.3")]
    public string MinimumVersion { get; init; } = DefaultMinimumVersion;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertificateFile is null != KeyFile is null)
        {
            yield return new ValidationResult("Give both certificateFile and keyFile, or neither.", [nameof(CertificateFile), nameof(KeyFile)]);
        }

        if (!Enabled && (CaFile ?? CertificateFile ?? KeyFile) is not null)
        {
            yield return new ValidationResult("Certificates are given but TLS is off: set enabled to true.", [nameof(Enabled)]);
        }
    }
}
